# Alloy alone, on Fargate, for those whose Loki runs elsewhere. One task: lines of a stack trace must meet in one Alloy.

data "aws_region" "current" {}

resource "aws_ecs_service" "alloy" {
  name            = var.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.alloy.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.alloy.id]
    assign_public_ip = var.assign_public_ip
  }

  dynamic "load_balancer" {
    for_each = var.target_group_arns

    content {
      target_group_arn = load_balancer.value
      container_name   = "alloy"
      container_port   = var.target_ports[load_balancer.key]
    }
  }

  service_registries {
    registry_arn = aws_service_discovery_service.alloy.arn
  }

  depends_on = [aws_iam_role_policy.start]
}

resource "aws_ecs_task_definition" "alloy" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.start.arn

  container_definitions = jsonencode([
    {
      name      = "alloy"
      image     = var.image
      essential = true

      # ECS hands secrets over in the environment alone: the key becomes a file, and is gone from the environment of Alloy.
      entryPoint = ["/bin/bash", "-c"]
      command = [
        join(" && ", [
          "umask 077",
          "printf %s \"$FIREHOSE_ACCESS_KEY\" >/tmp/firehose_access_key",
          "unset FIREHOSE_ACCESS_KEY",
          "exec /bin/alloy run --server.http.listen-addr=0.0.0.0:12345 --storage.path=/tmp/alloy /etc/alloy",
        ])
      ]

      secrets = [{ name = "FIREHOSE_ACCESS_KEY", valueFrom = "${var.secret_arn}:api_key::" }]

      environment = concat(
        [
          { name = "LOKI_PUSH_URL", value = var.loki_push_url },
          { name = "SHOPSCOPE_REGION", value = data.aws_region.current.region },
          { name = "SHOPSCOPE_SERVICES", value = var.services },
          { name = "FIREHOSE_ACCESS_KEY_FILE", value = "/tmp/firehose_access_key" },
        ],
        var.loki_tenant == "" ? [] : [{ name = "LOKI_TENANT", value = var.loki_tenant }]
      )

      portMappings = [for port in [12345, 9999, 3500, 3501, 4317, 4318, 12347] : { containerPort = port }]

      healthCheck = {
        command = [
          "CMD", "bash", "-c",
          "exec 3<>/dev/tcp/127.0.0.1/12345 && printf 'GET /-/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]",
        ]
        interval    = 15
        timeout     = 5
        retries     = 4
        startPeriod = 30
      }

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.alloy.name
          awslogs-region        = data.aws_region.current.region
          awslogs-stream-prefix = "alloy"
        }
      }
    }
  ])
}

# Alloy's own lines. Never subscribe this group: a line about a line that failed would feed itself.
resource "aws_cloudwatch_log_group" "alloy" {
  name              = "/shopscope/${var.name}"
  retention_in_days = 14
}

resource "aws_service_discovery_service" "alloy" {
  name = "alloy"

  dns_config {
    namespace_id = var.namespace_id

    dns_records {
      type = "A"
      ttl  = 10
    }
  }
}
