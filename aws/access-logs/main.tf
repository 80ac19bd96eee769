# Access logs of load balancers, CloudFront and S3 to Alloy, by Grafana's lambda-promtail.

module "reader" {
  source = "../bucket-reader"

  name                    = var.name
  description             = "Access logs to Alloy (lambda-promtail)"
  package                 = var.package
  runtime                 = "provided.al2023"
  handler                 = "bootstrap"
  architecture            = "x86_64"
  bucket                  = var.bucket
  prefix                  = var.prefix
  vpc_id                  = var.vpc_id
  subnet_ids              = var.subnet_ids
  alloy_security_group_id = var.alloy_security_group_id
  s3_prefix_list_id       = var.s3_prefix_list_id

  environment = {
    WRITE_ADDRESS            = "http://${var.alloy_host}:3501/loki/api/v1/push"
    EXTRA_LABELS             = "environment,${var.environment}"
    OMIT_EXTRA_LABELS_PREFIX = "true"
    # Unless told otherwise it writes every line to CloudWatch as well: to be paid for, and not redacted.
    PRINT_LOG_LINE = "false"
  }
}
