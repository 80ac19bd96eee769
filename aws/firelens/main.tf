# What a task definition of ECS takes to send the output of its containers to Alloy without CloudWatch. Creates nothing:
# put log_router beside your containers and log_configuration into each.

locals {
  log_router = {
    name              = "log_router"
    image             = var.image
    essential         = true
    memoryReservation = 64

    firelensConfiguration = {
      type    = "fluentbit"
      options = { enable-ecs-log-metadata = "true" }
    }
  }

  log_configuration = {
    logDriver = "awsfirelens"

    options = {
      Name        = "loki"
      host        = var.alloy_host
      port        = "3500"
      uri         = "/loki/api/v1/push"
      labels      = "environment=${var.environment}"
      line_format = "json"
      Retry_Limit = "10"
    }
  }
}
