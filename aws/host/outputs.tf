output "private_ip" {
  description = "Address within the VPC, to register with the load balancer."
  value       = aws_instance.this.private_ip
}

output "private_dns" {
  description = "Name within the VPC: Alloy, and Loki on port 3100."
  value       = aws_instance.this.private_dns
}

output "alloy_security_group_id" {
  description = "Security group to which the other modules add who may reach Alloy."
  value       = aws_security_group.alloy.id
}
