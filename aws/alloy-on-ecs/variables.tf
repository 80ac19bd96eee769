variable "name" {
  type        = string
  description = "Name of the service, and what names of its role and groups begin with."
  default     = "shopscope-alloy"
}

variable "cluster_arn" {
  type        = string
  description = "ARN of the ECS cluster."
}

variable "image" {
  type        = string
  description = "Image made of the Dockerfile beside this, in ECR, by tag or digest."
}

variable "repository_arn" {
  type        = string
  description = "ARN of the ECR repository of the image."
}

variable "vpc_id" {
  type        = string
  description = "VPC of the task."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Subnets of the task, with a way to ECR and Secrets Manager."
}

variable "assign_public_ip" {
  type        = bool
  description = "Whether the task gets a public address: needed in public subnets, where no NAT gateway leads out."
  default     = false
}

variable "namespace_id" {
  type        = string
  description = "Private DNS namespace of Cloud Map; the others reach Alloy as alloy.<namespace>."
}

variable "secret_arn" {
  type        = string
  description = "ARN of the secret {\"api_key\": \"…\"} in Secrets Manager, the same as Firehose's."
}

variable "loki_push_url" {
  type        = string
  description = "Where lines go, such as http://loki.internal:3100/loki/api/v1/push."
}

variable "loki_tenant" {
  type        = string
  description = "Tenant of Loki; empty for none."
  default     = ""
}

variable "services" {
  type        = string
  description = "Expression of the names that the label service_name may have, such as orders|checkout-.*; others become other. Empty for every name."
  default     = ""

  validation {
    condition     = can(regex("^[^\n`]*$", var.services))
    error_message = "An expression on one line, without backticks."
  }
}

variable "loki_security_group_id" {
  type        = string
  description = "Security group of a Loki in the VPC; empty where Loki is reached by HTTPS."
  default     = ""
}

variable "target_group_arns" {
  type        = map(string)
  description = "Target groups of the load balancer by receiver, as the module load-balancer gives them."
  default     = {}
}

variable "target_ports" {
  type        = map(number)
  description = "Ports by receiver, as the module load-balancer gives them."
  default     = {}
}

variable "cpu" {
  type        = number
  description = "CPU units; 1024 are a vCPU."
  default     = 512
}

variable "memory" {
  type        = number
  description = "Memory in MB."
  default     = 1024
}
