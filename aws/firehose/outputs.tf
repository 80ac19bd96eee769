output "stream_arn" {
  description = "ARN of the delivery stream, for subscriptions."
  value       = aws_kinesis_firehose_delivery_stream.logs.arn
}

output "bucket" {
  description = "Name of the bucket with the raw lines."
  value       = aws_s3_bucket.raw.id
}
