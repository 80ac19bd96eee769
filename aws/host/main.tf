# One instance with Alloy and Loki, whose chunks lie in S3: the smallest whole set-up. Loki's write-ahead log and index cache
# are on a volume that outlives the instance.

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_subnet" "this" {
  id = var.subnet_id
}

data "aws_region" "current" {}

resource "aws_instance" "this" {
  ami                    = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.instance_type
  subnet_id              = var.subnet_id
  vpc_security_group_ids = [aws_security_group.alloy.id, aws_security_group.loki.id]
  iam_instance_profile   = aws_iam_instance_profile.this.name

  user_data_replace_on_change = true
  user_data = templatefile("${path.module}/start.sh.tftpl", {
    region      = data.aws_region.current.region
    volume      = aws_ebs_volume.data.id
    bucket      = aws_s3_bucket.loki.id
    config      = local.config_hash
    secret      = var.secret_arn
    services    = var.services
    alloy_image = var.alloy_image
    loki_image  = var.loki_image
  })

  # Containers share the network of the host, so that one hop is enough and no other container gets the role.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = 10
    encrypted   = true
  }

  tags = { Name = var.name }

  lifecycle {
    # A newer image of Amazon Linux is no reason to replace the instance; taint it when you want one.
    ignore_changes = [ami]
  }

  depends_on = [aws_s3_object.config, aws_iam_role_policy.run]
}

resource "aws_ebs_volume" "data" {
  availability_zone = data.aws_subnet.this.availability_zone
  type              = "gp3"
  size              = var.volume_gb
  encrypted         = true
  tags              = { Name = "${var.name}-data" }
}

resource "aws_volume_attachment" "data" {
  device_name                    = "/dev/sdf"
  volume_id                      = aws_ebs_volume.data.id
  instance_id                    = aws_instance.this.id
  stop_instance_before_detaching = true
}
