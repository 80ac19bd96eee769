resource "aws_security_group" "alloy" {
  name        = var.name
  description = "Alloy"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.alloy.id
  description       = "HTTPS: image, secret, log, Loki by HTTPS"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "loki" {
  count                        = var.loki_security_group_id == "" ? 0 : 1
  security_group_id            = aws_security_group.alloy.id
  description                  = "Loki in the VPC"
  referenced_security_group_id = var.loki_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 3100
  to_port                      = 3100
}
