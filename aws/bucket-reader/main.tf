# New objects of a bucket, by a queue, to a function that reads them: used by access-logs and s3-reader.

module "function" {
  source = "../function"

  name                    = var.name
  description             = var.description
  package                 = var.package
  runtime                 = var.runtime
  handler                 = var.handler
  architecture            = var.architecture
  timeout                 = var.timeout
  memory                  = var.memory
  environment             = var.environment
  policies                = [data.aws_iam_policy_document.read.json]
  vpc_id                  = var.vpc_id
  subnet_ids              = var.subnet_ids
  alloy_security_group_id = var.alloy_security_group_id
  alloy_port              = 3501
  s3_prefix_list_id       = var.s3_prefix_list_id
}

# One object a call: one that can't be read costs itself alone.
resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = aws_sqs_queue.objects.arn
  function_name    = module.function.arn
  batch_size       = 1

  scaling_config {
    maximum_concurrency = 5
  }
}

# S3 keeps one configuration of notifications for each bucket: this replaces whatever the bucket has.
resource "aws_s3_bucket_notification" "objects" {
  bucket = var.bucket

  queue {
    queue_arn     = aws_sqs_queue.objects.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = var.prefix
    filter_suffix = var.suffix
  }

  depends_on = [aws_sqs_queue_policy.objects]
}
