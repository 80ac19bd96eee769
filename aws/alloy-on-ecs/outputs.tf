output "security_group_id" {
  description = "Security group to which the other modules add who may reach Alloy."
  value       = aws_security_group.alloy.id
}
