resource "aws_security_group" "public" {
  name        = "${var.name}-public"
  description = "Firehose and browsers to the load balancer before Alloy"
  vpc_id      = var.vpc_id
}

# Firehose and browsers have no addresses that could be listed: an access key and limits of Alloy keep others out.
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.public.id
  description       = "HTTPS"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  alloy_ports = toset([for port in concat([12345], [for each in local.receivers : each.port]) : tostring(port)])
}

resource "aws_vpc_security_group_egress_rule" "alloy" {
  for_each                     = local.alloy_ports
  security_group_id            = aws_security_group.public.id
  description                  = "Alloy ${each.key}"
  referenced_security_group_id = var.alloy_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = tonumber(each.key)
  to_port                      = tonumber(each.key)
}

resource "aws_vpc_security_group_ingress_rule" "alloy" {
  for_each                     = local.alloy_ports
  security_group_id            = var.alloy_security_group_id
  description                  = "Load balancer to Alloy ${each.key}"
  referenced_security_group_id = aws_security_group.public.id
  ip_protocol                  = "tcp"
  from_port                    = tonumber(each.key)
  to_port                      = tonumber(each.key)
}
