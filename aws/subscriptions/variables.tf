variable "name" {
  type        = string
  description = "Name of the filters and part of the name of their role."
  default     = "shopscope-logs"
}

variable "log_groups" {
  type        = set(string)
  description = "Names of log groups, such as /aws/lambda/order-sync or /ecs/storefront; each takes two filters at most."
}

variable "stream_arn" {
  type        = string
  description = "ARN of the delivery stream, of the same region."
}

variable "filter_pattern" {
  type        = string
  description = "Which lines are passed on; all by default. Less than all makes error rates and counts of lines wrong."
  default     = ""
}
