data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# What ECS needs to start the task; Alloy itself calls nothing of AWS and has no role.
data "aws_iam_policy_document" "start" {
  statement {
    sid       = "Image"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [var.repository_arn]
  }

  statement {
    sid     = "SignInToTheRegistry"
    actions = ["ecr:GetAuthorizationToken"]
    # Wildcard: the action knows no resource.
    resources = ["*"]
  }

  statement {
    sid     = "Log"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    # Wildcard: streams of the task's own group, which are named after the task.
    resources = ["${aws_cloudwatch_log_group.alloy.arn}:*"]
  }

  statement {
    sid       = "AccessKey"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [var.secret_arn]
  }
}

resource "aws_iam_role" "start" {
  name_prefix        = "${var.name}-start-"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "start" {
  name   = "start"
  role   = aws_iam_role.start.id
  policy = data.aws_iam_policy_document.start.json
}
