# Takes what CloudWatch Logs passes on to Alloy, and keeps a raw copy of every record in S3.

resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = var.name
  destination = "http_endpoint"

  server_side_encryption {
    enabled = true
  }

  http_endpoint_configuration {
    name               = "Alloy"
    url                = "https://${var.host}/awsfirehose/api/v1/push"
    role_arn           = aws_iam_role.firehose.arn
    buffering_size     = 1
    buffering_interval = var.buffering_seconds
    # While Alloy is away for no longer, nothing is late in Loki for good: records are sent again.
    retry_duration = 3600
    s3_backup_mode = "AllData"

    # The secret is {"api_key": "…"}: this way the key is in no state of Terraform.
    secrets_manager_configuration {
      enabled    = true
      secret_arn = var.secret_arn
      role_arn   = aws_iam_role.firehose.arn
    }

    request_configuration {
      content_encoding = "GZIP"

      # Alloy makes a label of what begins with lbl_.
      common_attributes {
        name  = "lbl_environment"
        value = var.environment
      }
    }

    # CloudWatch Logs sends its records as gzip already.
    s3_configuration {
      role_arn            = aws_iam_role.firehose.arn
      bucket_arn          = aws_s3_bucket.raw.arn
      prefix              = "raw/"
      error_output_prefix = "refused/"
      buffering_size      = 5
      buffering_interval  = 300
      compression_format  = "UNCOMPRESSED"
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.delivery.name
      log_stream_name = aws_cloudwatch_log_stream.delivery.name
    }
  }
}

# Why Alloy refused a delivery. Never subscribe this group: what fails would feed itself.
resource "aws_cloudwatch_log_group" "delivery" {
  name              = "/aws/kinesisfirehose/${var.name}"
  retention_in_days = 14
}

resource "aws_cloudwatch_log_stream" "delivery" {
  name           = "alloy"
  log_group_name = aws_cloudwatch_log_group.delivery.name
}
