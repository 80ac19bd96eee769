# HTTPS before Alloy, open to the internet for two paths: what Firehose delivers, and what browsers post. All else is 404.

resource "aws_lb" "alloy" {
  name                       = var.name
  load_balancer_type         = "application"
  subnets                    = var.public_subnet_ids
  security_groups            = [aws_security_group.public.id]
  drop_invalid_header_fields = true
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.alloy.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

locals {
  receivers = merge(
    { firehose = { port = 9999, path = "/awsfirehose/api/v1/push" } },
    var.browser ? { browser = { port = 12347, path = "/collect" } } : {}
  )
}

resource "aws_lb_listener_rule" "receiver" {
  for_each     = local.receivers
  listener_arn = aws_lb_listener.https.arn

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.receiver[each.key].arn
  }

  condition {
    path_pattern {
      values = [each.value.path]
    }
  }
}

resource "aws_lb_target_group" "receiver" {
  for_each    = local.receivers
  name        = "${var.name}-${each.key}"
  port        = each.value.port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id

  # Alloy's own port: the receivers answer nothing but their path.
  health_check {
    port    = "12345"
    path    = "/-/ready"
    matcher = "200"
  }
}
