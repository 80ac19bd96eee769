data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "notify" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.objects.arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:aws:s3:::${var.bucket}"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    sid     = "ReadObjects"
    actions = ["s3:GetObject"]
    # Wildcard: the objects below the prefix.
    resources = ["arn:aws:s3:::${var.bucket}/${var.prefix}*"]
  }

  statement {
    sid       = "TakeFromTheQueue"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.objects.arn]
  }
}
