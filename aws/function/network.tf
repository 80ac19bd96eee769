resource "aws_security_group" "this" {
  name        = var.name
  description = "Out of ${var.name}: to Alloy and S3"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "alloy" {
  security_group_id            = aws_security_group.this.id
  description                  = "Alloy"
  referenced_security_group_id = var.alloy_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.alloy_port
  to_port                      = var.alloy_port
}

resource "aws_vpc_security_group_ingress_rule" "alloy" {
  security_group_id            = var.alloy_security_group_id
  description                  = "${var.name} to Alloy"
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = var.alloy_port
  to_port                      = var.alloy_port
}

# By the gateway endpoint of S3 in the VPC: it costs nothing, a NAT gateway does.
resource "aws_vpc_security_group_egress_rule" "s3" {
  count             = var.s3_prefix_list_id == "" ? 0 : 1
  security_group_id = aws_security_group.this.id
  description       = "S3"
  prefix_list_id    = var.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
