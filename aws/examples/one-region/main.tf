# The smallest whole set-up: Lambda, ECS, access logs, logs in S3 and deployments of one region, to Loki on one instance.

provider "aws" {
  region = var.region
}

module "host" {
  source = "../../host"

  subnet_id                  = var.public_subnet_ids[0]
  bucket                     = "${var.prefix}-loki"
  secret_arn                 = var.secret_arn
  grafana_security_group_ids = var.grafana_security_group_ids
  push_security_group_ids    = var.push_security_group_ids
}

module "load_balancer" {
  source = "../../load-balancer"

  vpc_id                  = var.vpc_id
  public_subnet_ids       = var.public_subnet_ids
  certificate_arn         = var.certificate_arn
  alloy_security_group_id = module.host.alloy_security_group_id
}

resource "aws_lb_target_group_attachment" "alloy" {
  for_each         = module.load_balancer.target_ports
  target_group_arn = module.load_balancer.target_group_arns[each.key]
  target_id        = module.host.private_ip
  port             = each.value
}

module "firehose" {
  source = "../../firehose"

  host       = var.host
  secret_arn = var.secret_arn
  bucket     = "${var.prefix}-raw"

  depends_on = [aws_lb_target_group_attachment.alloy]
}

module "subscriptions" {
  source = "../../subscriptions"

  log_groups = var.log_groups
  stream_arn = module.firehose.stream_arn
}

module "access_logs" {
  source = "../../access-logs"
  count  = var.access_logs == null ? 0 : 1

  package                 = var.access_logs.package
  bucket                  = var.access_logs.bucket
  alloy_host              = module.host.private_dns
  vpc_id                  = var.vpc_id
  subnet_ids              = var.private_subnet_ids
  alloy_security_group_id = module.host.alloy_security_group_id
  s3_prefix_list_id       = var.s3_prefix_list_id
}

module "s3_reader" {
  source = "../../s3-reader"
  count  = var.application_logs == null ? 0 : 1

  package                 = var.application_logs.package
  bucket                  = var.application_logs.bucket
  alloy_host              = module.host.private_dns
  vpc_id                  = var.vpc_id
  subnet_ids              = var.private_subnet_ids
  alloy_security_group_id = module.host.alloy_security_group_id
  s3_prefix_list_id       = var.s3_prefix_list_id
}

module "deployments" {
  source = "../../deployments"
  count  = var.deployments_package == "" ? 0 : 1

  package                 = var.deployments_package
  alloy_host              = module.host.private_dns
  vpc_id                  = var.vpc_id
  subnet_ids              = var.private_subnet_ids
  alloy_security_group_id = module.host.alloy_security_group_id
}

# For task definitions: jsonencode([your container with logConfiguration, log_router]).
module "firelens" {
  source = "../../firelens"

  alloy_host = module.host.private_dns
}
