variable "name" {
  type        = string
  description = "Name of the load balancer, at most 23 characters: target groups add to it."
  default     = "shopscope-alloy"
}

variable "vpc_id" {
  type        = string
  description = "VPC of Alloy."
}

variable "public_subnet_ids" {
  type        = list(string)
  description = "Public subnets of at least two availability zones."
}

variable "certificate_arn" {
  type        = string
  description = "ARN of the certificate in Certificate Manager, of the same region."
}

variable "alloy_security_group_id" {
  type        = string
  description = "Security group of Alloy, which gets rules that let the load balancer in."
}

variable "browser" {
  type        = bool
  description = "Whether browsers may post to /collect: the theme snippet and the custom pixel."
  default     = true
}
