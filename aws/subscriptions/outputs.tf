output "role_arn" {
  description = "Role with which CloudWatch Logs writes to the stream."
  value       = aws_iam_role.logs.arn
}
