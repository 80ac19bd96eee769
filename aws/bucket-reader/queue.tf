resource "aws_sqs_queue" "objects" {
  name                       = var.name
  sqs_managed_sse_enabled    = true
  message_retention_seconds  = 345600
  visibility_timeout_seconds = var.timeout * 6

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

# Objects that could not be read five times, for two weeks. "Start DLQ redrive" reads them again.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-failed"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue_policy" "objects" {
  queue_url = aws_sqs_queue.objects.id
  policy    = data.aws_iam_policy_document.notify.json
}
