output "dns_name" {
  description = "Name that your host name is an alias of."
  value       = aws_lb.alloy.dns_name
}

output "zone_id" {
  description = "Route 53 zone of dns_name, for an alias record."
  value       = aws_lb.alloy.zone_id
}

output "target_group_arns" {
  description = "Target groups by receiver, firehose and browser, to attach Alloy to."
  value       = { for name, group in aws_lb_target_group.receiver : name => group.arn }
}

output "target_ports" {
  description = "Port of Alloy by receiver."
  value       = { for name, receiver in local.receivers : name => receiver.port }
}
