"""AWS Lambda and functions like it: an app behind `serverless-http`, or what `serverless.yml` names.

As serverless.com/framework/docs/providers/aws/guide/serverless.yml has it.
"""

from __future__ import annotations

from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

SIGNS = Signs(
    host="aws-lambda",
    presets=("aws-lambda",),
    packages=(
        *("serverless-http", "@vendia/serverless-express", "@codegenie/serverless-express", "aws-serverless-express"),
    ),
    files=("serverless.yml", "serverless.yaml", "serverless.ts"),
)
DEPLOY = Deploy(
    name=SIGNS.host,
    title="AWS Lambda",
    kind="functions",
    find=SIGNS.find,
    limit="API Gateway waits for 29 seconds at most and hands an answer over when it is whole, not word by word.",
    rank=-1,
)
