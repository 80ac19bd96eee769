variable "region" {
  type        = string
  description = "Region of all that is made."
}

variable "prefix" {
  type        = string
  description = "What names of the buckets begin with; names of buckets are taken once for everybody."
}

variable "vpc_id" {
  type        = string
  description = "The VPC of all that is made."
}

variable "public_subnet_ids" {
  type        = list(string)
  description = "Public subnets of at least two availability zones, which give their instances public addresses."
}

variable "private_subnet_ids" {
  type        = list(string)
  description = "Private subnets of the functions."
}

variable "s3_prefix_list_id" {
  type        = string
  description = "Prefix list of S3's gateway endpoint in the VPC."
}

variable "host" {
  type        = string
  description = "Host name before Alloy, an alias of the load balancer."
}

variable "certificate_arn" {
  type        = string
  description = "ARN of its certificate in Certificate Manager."
}

variable "secret_arn" {
  type        = string
  description = "ARN of the secret {\"api_key\": \"…\"}."
}

variable "log_groups" {
  type        = set(string)
  description = "Log groups of Lambda functions and ECS services."
}

variable "access_logs" {
  type        = object({ package = string, bucket = string })
  description = "lambda-promtail's zip and the bucket of access logs; null for none."
  default     = null
}

variable "application_logs" {
  type        = object({ package = string, bucket = string })
  description = "The reader's zip and the bucket of application logs; null for none."
  default     = null
}

variable "deployments_package" {
  type        = string
  description = "Zip of the function that tells of deployments; empty for none."
  default     = ""
}

variable "grafana_security_group_ids" {
  type        = set(string)
  description = "Security groups that may ask Loki."
  default     = []
}

variable "push_security_group_ids" {
  type        = set(string)
  description = "Security groups of tasks with FireLens."
  default     = []
}
