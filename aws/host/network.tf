# Nobody gets in by these groups themselves: the other modules add a rule for each that may.

resource "aws_security_group" "alloy" {
  name        = "${var.name}-alloy"
  description = "Alloy of ${var.name}"
  vpc_id      = data.aws_subnet.this.vpc_id
}

resource "aws_security_group" "loki" {
  name        = "${var.name}-loki"
  description = "Loki of ${var.name}"
  vpc_id      = data.aws_subnet.this.vpc_id
}

# To the registry of the images, S3, Secrets Manager.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.alloy.id
  description       = "HTTPS"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "grafana" {
  for_each                     = var.grafana_security_group_ids
  security_group_id            = aws_security_group.loki.id
  description                  = "Grafana to Loki"
  referenced_security_group_id = each.key
  ip_protocol                  = "tcp"
  from_port                    = 3100
  to_port                      = 3100
}

# Fluent Bit of ECS tasks (FireLens), and CI jobs that tell of deployments.
resource "aws_vpc_security_group_ingress_rule" "push" {
  for_each                     = var.push_security_group_ids
  security_group_id            = aws_security_group.alloy.id
  description                  = "Push to Alloy"
  referenced_security_group_id = each.key
  ip_protocol                  = "tcp"
  from_port                    = 3500
  to_port                      = 3500
}
