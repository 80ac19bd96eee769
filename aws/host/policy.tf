data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "run" {
  statement {
    sid       = "LokiBucket"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.loki.arn]
  }

  statement {
    sid     = "LokiObjects"
    actions = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    # Wildcard: the bucket is Loki's alone, which makes up the names of its objects.
    resources = ["${aws_s3_bucket.loki.arn}/*"]
  }

  statement {
    sid     = "NotItsOwnConfig"
    effect  = "Deny"
    actions = ["s3:DeleteObject", "s3:PutObject"]
    # Wildcard: the files of config.tf.
    resources = ["${aws_s3_bucket.loki.arn}/shopscope-config/*"]
  }

  statement {
    sid       = "AccessKey"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [var.secret_arn]
  }
}

resource "aws_iam_role" "this" {
  name_prefix        = "${var.name}-"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "run" {
  name   = "run"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.run.json
}

resource "aws_iam_instance_profile" "this" {
  name_prefix = "${var.name}-"
  role        = aws_iam_role.this.name
}
