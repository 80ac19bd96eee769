variable "name" {
  type        = string
  description = "Name of the function and its role, and what names of the rules begin with."
  default     = "shopscope-deployments"
}

variable "package" {
  type        = string
  description = "Path of the zip with index.js, as docs/aws/deployments.md builds it."
}

variable "ecs_service_arns" {
  type        = list(string)
  description = "ARNs of the ECS services to tell of; empty for all of the region."
  default     = []
}

variable "alloy_host" {
  type        = string
  description = "Name of Alloy within the VPC."
}

variable "environment" {
  type        = string
  description = "Label environment: production, staging, development or test."
  default     = "production"
}

variable "vpc_id" {
  type        = string
  description = "VPC of Alloy."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets from which Alloy can be reached."
}

variable "alloy_security_group_id" {
  type        = string
  description = "Security group of Alloy, which gets a rule that lets the function in."
}
