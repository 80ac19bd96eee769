# Deployments of ECS and Lambda as lines of the service "deployments", which dashboards draw over their charts.

module "function" {
  source = "../function"

  name                    = var.name
  description             = "Deployments of ECS and Lambda to Alloy"
  package                 = var.package
  vpc_id                  = var.vpc_id
  subnet_ids              = var.subnet_ids
  alloy_security_group_id = var.alloy_security_group_id
  alloy_port              = 3500

  environment = {
    ALLOY_PUSH_URL = "http://${var.alloy_host}:3500/loki/api/v1/push"
    ENVIRONMENT    = var.environment
  }
}

locals {
  patterns = {
    ecs = merge(
      {
        source      = ["aws.ecs"]
        detail-type = ["ECS Deployment State Change"]
        detail      = { eventName = ["SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_FAILED"] }
      },
      length(var.ecs_service_arns) == 0 ? {} : { resources = var.ecs_service_arns }
    )
    # Of CloudTrail, which must have a trail that logs management events.
    lambda = {
      source      = ["aws.lambda"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["lambda.amazonaws.com"]
        eventName   = [{ prefix = "UpdateFunctionCode" }]
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "deployment" {
  for_each      = local.patterns
  name          = "${var.name}-${each.key}"
  description   = "Deployments of ${each.key} to Alloy"
  event_pattern = jsonencode(each.value)
}

resource "aws_cloudwatch_event_target" "function" {
  for_each = local.patterns
  rule     = aws_cloudwatch_event_rule.deployment[each.key].name
  arn      = module.function.arn
}

resource "aws_lambda_permission" "rule" {
  for_each      = local.patterns
  statement_id  = "rule-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.function.name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.deployment[each.key].arn
}
