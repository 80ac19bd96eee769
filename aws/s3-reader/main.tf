# Application logs in S3, gzip or plain, NDJSON or not, to Alloy, by the reader of log-readers/s3.

module "reader" {
  source = "../bucket-reader"

  name                    = var.name
  description             = "Application logs in S3 to Alloy"
  package                 = var.package
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  architecture            = "arm64"
  bucket                  = var.bucket
  prefix                  = var.prefix
  vpc_id                  = var.vpc_id
  subnet_ids              = var.subnet_ids
  alloy_security_group_id = var.alloy_security_group_id
  s3_prefix_list_id       = var.s3_prefix_list_id

  environment = merge(
    {
      ALLOY_PUSH_URL = "http://${var.alloy_host}:3501/loki/api/v1/push"
      ENVIRONMENT    = var.environment
    },
    var.service == "" ? {} : { SERVICE_NAME = var.service }
  )
}
