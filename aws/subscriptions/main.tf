# Passes log groups of CloudWatch on to Firehose: those of Lambda functions, of ECS with the driver awslogs, of API Gateway.

resource "aws_cloudwatch_log_subscription_filter" "logs" {
  for_each        = var.log_groups
  name            = var.name
  log_group_name  = each.key
  filter_pattern  = var.filter_pattern
  destination_arn = var.stream_arn
  role_arn        = aws_iam_role.logs.arn

  depends_on = [aws_iam_role_policy.put]
}
