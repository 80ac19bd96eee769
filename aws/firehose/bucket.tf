# The raw lines, as they were before anything was refined or redacted: whoever may read this bucket reads personal data.

resource "aws_s3_bucket" "raw" {
  bucket = var.bucket
}

resource "aws_s3_bucket_public_access_block" "raw" {
  bucket                  = aws_s3_bucket.raw.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "raw" {
  bucket = aws_s3_bucket.raw.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "raw" {
  bucket = aws_s3_bucket.raw.id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = var.keep_raw_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
