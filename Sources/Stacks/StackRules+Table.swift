extension StackRules {
  /// The rules that come with the suite.
  static let table = """
    # CATEGORY      NAME            EVIDENCE
    language        python          ext:py ext:pyi file:pyproject.toml file:requirements.txt file:setup.py file:Pipfile
    language        javascript      ext:js ext:mjs ext:cjs ext:jsx file:package.json
    language        typescript      ext:ts ext:tsx ext:mts ext:cts file:tsconfig.json
    language        go              ext:go file:go.mod
    language        rust            ext:rs file:Cargo.toml
    language        java            ext:java file:pom.xml file:build.gradle
    language        csharp          ext:cs ext:csproj
    language        ruby            ext:rb ext:gemspec file:Gemfile file:Rakefile
    language        r               ext:r ext:R ext:Rmd ci:r-package
    language        cpp             ext:cpp ext:cc ext:cxx ext:hpp ext:hh file:CMakeLists.txt
    language        julia           ext:jl
    language        sql             ext:sql
    language        c               ext:c
    language        swift           ext:swift
    language        kotlin          ext:kt ext:kts plugin:org.jetbrains.kotlin* plugin:kotlin
    language        scala           ext:scala ext:sc file:build.sbt
    language        groovy          ext:groovy
    language        clojure         ext:clj ext:cljs ext:cljc file:deps.edn file:project.clj
    language        php             ext:php file:composer.json
    language        perl            ext:pl ext:pm file:cpanfile
    language        lua             ext:lua
    language        haskell         ext:hs ext:cabal file:stack.yaml
    language        ocaml           ext:ml ext:mli file:dune-project
    language        elixir          ext:ex ext:exs file:mix.exs
    language        erlang          ext:erl file:rebar.config
    language        elm             ext:elm file:elm.json
    language        dart            ext:dart file:pubspec.yaml
    language        fsharp          ext:fs ext:fsproj
    language        visual-basic    ext:vb ext:vbproj
    language        objective-c     ext:mm
    language        zig             ext:zig file:build.zig
    language        nim             ext:nim
    language        crystal         ext:cr file:shard.yml
    language        d               file:dub.json file:dub.sdl
    language        fortran         ext:f90 ext:f95 ext:f03
    language        shell           ext:sh ext:bash ext:zsh
    language        powershell      ext:ps1
    language        solidity        ext:sol
    language        gleam           ext:gleam file:gleam.toml
    language        nix             ext:nix
    language        hcl             ext:tf ext:hcl
    language        protobuf        ext:proto
    language        graphql         ext:graphql ext:gql
    language        cuda            ext:cu ext:cuh

    # Python
    framework       django          pypi:django
    framework       fastapi         pypi:fastapi
    framework       flask           pypi:flask
    framework       starlette       pypi:starlette
    framework       django-rest     pypi:djangorestframework
    framework       aiohttp         pypi:aiohttp
    framework       tornado         pypi:tornado
    framework       sanic           pypi:sanic
    framework       litestar        pypi:litestar
    framework       pyramid         pypi:pyramid
    framework       bottle          pypi:bottle
    framework       falcon          pypi:falcon
    framework       celery          pypi:celery
    framework       pydantic        pypi:pydantic
    framework       pytest          pypi:pytest
    framework       scrapy          pypi:scrapy
    framework       airflow         pypi:apache-airflow
    framework       dagster         pypi:dagster
    framework       prefect         pypi:prefect
    framework       dbt             pypi:dbt-core file:dbt_project.yml
    framework       pandas          pypi:pandas
    framework       polars          pypi:polars cargo:polars
    framework       numpy           pypi:numpy
    framework       dask            pypi:dask
    framework       spark           pypi:pyspark maven:org.apache.spark:* image:apache/spark
    framework       wagtail         pypi:wagtail
    framework       dash            pypi:dash
    ai              streamlit       pypi:streamlit
    ai              gradio          pypi:gradio

    # artificial intelligence and machine learning
    ai              langchain       pypi:langchain pypi:langchain-* npm:langchain npm:@langchain/* maven:dev.langchain4j:*
    rag             llamaindex      pypi:llama-index pypi:llama-index-* pypi:llamaindex npm:llamaindex
    ai              crewai          pypi:crewai
    ai              autogen         pypi:autogen pypi:pyautogen pypi:autogen-agentchat
    ai              transformers    pypi:transformers npm:@huggingface/transformers npm:@xenova/transformers
    ai              pytorch         pypi:torch pypi:pytorch cmake:torch image:pytorch/pytorch cargo:tch
    ai              tensorflow      pypi:tensorflow pypi:tensorflow-cpu pypi:tensorflow-gpu npm:@tensorflow/* image:tensorflow/tensorflow
    ai              mlflow          pypi:mlflow
    ai              bentoml         pypi:bentoml
    ai              ray             pypi:ray image:rayproject/ray
    ai              keras           pypi:keras
    ai              jax             pypi:jax pypi:flax
    ai              scikit-learn    pypi:scikit-learn pypi:sklearn
    ai              xgboost         pypi:xgboost
    ai              lightgbm        pypi:lightgbm
    ai              catboost        pypi:catboost
    ai              spacy           pypi:spacy
    ai              openai          pypi:openai npm:openai nuget:openai gem:ruby-openai go:github.com/sashabaranov/go-openai
    ai              anthropic       pypi:anthropic npm:@anthropic-ai/sdk
    ai              langgraph       pypi:langgraph npm:@langchain/langgraph
    ai              haystack        pypi:haystack-ai pypi:farm-haystack
    ai              dspy            pypi:dspy pypi:dspy-ai
    ai              litellm         pypi:litellm
    ai              vllm            pypi:vllm image:vllm/vllm-openai
    ai              ollama          pypi:ollama npm:ollama image:ollama/ollama
    ai              sentence-transformers pypi:sentence-transformers
    ai              diffusers       pypi:diffusers
    ai              huggingface-datasets pypi:datasets
    ai              pytorch-lightning pypi:pytorch-lightning pypi:lightning
    ai              onnx            pypi:onnx pypi:onnxruntime npm:onnxruntime-node
    ai              wandb           pypi:wandb
    ai              kubeflow        pypi:kfp
    ai              semantic-kernel pypi:semantic-kernel nuget:microsoft.semantickernel
    ai              vercel-ai       npm:ai npm:@ai-sdk/*
    ai              spring-ai       maven:org.springframework.ai:*
    ai              candle          cargo:candle-core
    ai              burn            cargo:burn
    ai              google-genai    pypi:google-generativeai pypi:google-genai npm:@google/generative-ai
    ai              cohere          pypi:cohere
    ai              pydantic-ai     pypi:pydantic-ai

    # JavaScript
    framework       react           npm:react
    framework       nextjs          npm:next
    framework       vue             npm:vue
    framework       angular         npm:@angular/core file:angular.json
    framework       svelte          npm:svelte
    framework       express         npm:express
    framework       nestjs          npm:@nestjs/core
    framework       fastify         npm:fastify
    framework       nuxt            npm:nuxt
    framework       sveltekit       npm:@sveltejs/kit
    framework       remix           npm:@remix-run/react npm:@remix-run/node
    framework       react-router    npm:react-router npm:react-router-dom
    framework       react-native    npm:react-native
    framework       expo            npm:expo
    framework       gatsby          npm:gatsby
    framework       astro           npm:astro
    framework       solid           npm:solid-js
    framework       preact          npm:preact
    framework       qwik            npm:@builder.io/qwik
    framework       lit             npm:lit
    framework       ember           npm:ember-source
    framework       jquery          npm:jquery
    framework       koa             npm:koa
    framework       hapi            npm:@hapi/hapi
    framework       hono            npm:hono jsr:@hono/hono
    framework       fresh           jsr:@fresh/core
    framework       adonis          npm:@adonisjs/core
    framework       meteor          npm:meteor-node-stubs
    framework       electron        npm:electron
    framework       tauri           npm:@tauri-apps/api cargo:tauri
    framework       vite            npm:vite
    framework       webpack         npm:webpack
    framework       rollup          npm:rollup
    framework       esbuild         npm:esbuild
    framework       tailwind        npm:tailwindcss
    framework       bootstrap       npm:bootstrap
    framework       material-ui     npm:@mui/material
    framework       redux           npm:redux npm:@reduxjs/toolkit
    framework       graphql         npm:graphql npm:@apollo/server npm:@apollo/client pypi:graphene pypi:strawberry-graphql
    framework       trpc            npm:@trpc/server
    framework       socket.io       npm:socket.io
    framework       three           npm:three
    framework       d3              npm:d3
    framework       storybook       npm:storybook
    framework       jest            npm:jest
    framework       vitest          npm:vitest
    framework       mocha           npm:mocha
    framework       cypress         npm:cypress
    framework       playwright      npm:@playwright/test npm:playwright pypi:playwright
    framework       puppeteer       npm:puppeteer

    # Rust
    framework       axum            cargo:axum
    framework       actix           cargo:actix-web
    framework       rocket          cargo:rocket
    framework       warp            cargo:warp
    framework       tokio           cargo:tokio
    framework       leptos          cargo:leptos
    framework       yew             cargo:yew
    framework       dioxus          cargo:dioxus
    framework       bevy            cargo:bevy
    framework       tonic           cargo:tonic
    framework       serde           cargo:serde
    framework       hyper           cargo:hyper
    framework       clap            cargo:clap

    # Go
    framework       gin             go:github.com/gin-gonic/gin
    framework       echo            go:github.com/labstack/echo*
    framework       fiber           go:github.com/gofiber/fiber*
    framework       chi             go:github.com/go-chi/chi*
    framework       gorilla-mux     go:github.com/gorilla/mux
    framework       beego           go:github.com/beego/beego*
    framework       cobra           go:github.com/spf13/cobra
    framework       grpc            go:google.golang.org/grpc pypi:grpcio npm:@grpc/grpc-js maven:io.grpc:*
    framework       kubernetes-client go:k8s.io/client-go pypi:kubernetes npm:@kubernetes/client-node
    framework       controller-runtime go:sigs.k8s.io/controller-runtime

    # Java and its relatives
    framework       spring-boot     maven:org.springframework.boot:* plugin:org.springframework.boot
    framework       spring          maven:org.springframework:*
    framework       quarkus         maven:io.quarkus:* maven:io.quarkus.platform:* plugin:io.quarkus
    framework       micronaut       maven:io.micronaut:* plugin:io.micronaut.application
    framework       ktor            maven:io.ktor:* plugin:io.ktor.plugin
    framework       vertx           maven:io.vertx:*
    framework       dropwizard      maven:io.dropwizard:*
    framework       play            maven:com.typesafe.play:* maven:org.playframework:*
    framework       akka            maven:com.typesafe.akka:*
    framework       hibernate       maven:org.hibernate:* maven:org.hibernate.orm:*
    framework       thymeleaf       maven:org.thymeleaf:*
    framework       jakarta-ee      maven:jakarta.platform:*
    framework       flink           maven:org.apache.flink:* image:apache/flink
    framework       junit           maven:junit:junit maven:org.junit.jupiter:*
    framework       android         plugin:com.android.application plugin:com.android.library
    framework       compose-ui      maven:androidx.compose* plugin:org.jetbrains.compose

    # .NET
    framework       aspnet-core     nuget:microsoft.aspnetcore.* nuget:sdk/microsoft.net.sdk.web
    framework       blazor          nuget:microsoft.aspnetcore.components.* nuget:sdk/microsoft.net.sdk.blazorwebassembly
    framework       entity-framework nuget:microsoft.entityframeworkcore* nuget:entityframework
    framework       maui            nuget:microsoft.maui.controls
    framework       avalonia        nuget:avalonia
    framework       xunit           nuget:xunit
    framework       nunit           nuget:nunit
    framework       orleans         nuget:microsoft.orleans.*

    # Ruby, PHP
    framework       rails           gem:rails gem:railties
    framework       sinatra         gem:sinatra
    framework       hanami          gem:hanami
    framework       sidekiq         gem:sidekiq
    framework       rspec           gem:rspec gem:rspec-rails
    framework       jekyll          gem:jekyll
    framework       hotwire         gem:turbo-rails npm:@hotwired/turbo
    framework       laravel         composer:laravel/framework
    framework       symfony         composer:symfony/framework-bundle composer:symfony/symfony
    framework       slim            composer:slim/slim
    framework       cakephp         composer:cakephp/cakephp
    framework       yii             composer:yiisoft/yii2
    framework       drupal          composer:drupal/core composer:drupal/core-recommended
    framework       livewire        composer:livewire/livewire
    framework       phpunit         composer:phpunit/phpunit
    framework       wordpress       image:wordpress composer:johnpbloch/wordpress

    # Swift, C++, and others
    framework       vapor           swift:vapor/vapor
    framework       hummingbird     swift:hummingbird-project/hummingbird
    framework       swiftnio        swift:apple/swift-nio
    framework       swift-composable swift:pointfreeco/swift-composable-architecture
    framework       qt              cmake:qt5 cmake:qt6 cmake:qt pypi:pyside6 pypi:pyqt6 pypi:pyqt5
    framework       boost           cmake:boost
    framework       opencv          cmake:opencv pypi:opencv-python
    framework       googletest      cmake:gtest cmake:googletest
    framework       catch2          cmake:catch2
    framework       eigen           cmake:eigen3
    framework       sdl             cmake:sdl2 cmake:sdl3
    framework       phoenix         hex:phoenix
    framework       liveview        hex:phoenix_live_view
    framework       ecto            hex:ecto hex:ecto_sql
    framework       nerves          hex:nerves
    framework       flutter         pub:flutter
    framework       riverpod        pub:flutter_riverpod
    framework       shiny           cran:shiny pypi:shiny
    framework       tidyverse       cran:tidyverse cran:dplyr
    framework       ggplot2         cran:ggplot2
    framework       flux            julia:flux
    framework       genie           julia:genie
    framework       servant         hackage:servant hackage:servant-server
    framework       yesod           hackage:yesod
    framework       hugo            file:hugo.toml file:hugo.yaml
    framework       mkdocs          file:mkdocs.yml pypi:mkdocs
    framework       sphinx          pypi:sphinx
    framework       docusaurus      npm:@docusaurus/core
    framework       vitepress       npm:vitepress

    # databases
    vector          pinecone        pypi:pinecone pypi:pinecone-client npm:@pinecone-database/pinecone
    vector          weaviate        pypi:weaviate-client npm:weaviate-client npm:weaviate-ts-client image:semitechnologies/weaviate
    vector          chroma          pypi:chromadb pypi:langchain-chroma npm:chromadb image:chromadb/chroma
    vector          qdrant          pypi:qdrant-client npm:@qdrant/js-client-rest cargo:qdrant-client image:qdrant/qdrant
    vector          milvus          pypi:pymilvus npm:@zilliz/milvus2-sdk-node image:milvusdb/milvus
    vector          pgvector        pypi:pgvector npm:pgvector cargo:pgvector gem:pgvector gem:neighbor image:pgvector/pgvector image:ankane/pgvector
    vector          faiss           pypi:faiss-cpu pypi:faiss-gpu pypi:faiss npm:faiss-node
    vector          lancedb         pypi:lancedb npm:@lancedb/lancedb cargo:lancedb
    vector          vespa           pypi:pyvespa image:vespaengine/vespa
    database        neo4j           pypi:neo4j npm:neo4j-driver image:neo4j maven:org.neo4j.driver:*
    database        mongodb         pypi:pymongo pypi:motor npm:mongodb npm:mongoose cargo:mongodb go:go.mongodb.org/mongo-driver* gem:mongoid gem:mongo image:mongo maven:org.mongodb:* nuget:mongodb.driver composer:mongodb/mongodb
    database        postgresql      pypi:psycopg pypi:psycopg2 pypi:psycopg2-binary pypi:psycopg-binary pypi:asyncpg pypi:pg8000 npm:pg npm:postgres cargo:postgres cargo:tokio-postgres go:github.com/lib/pq go:github.com/jackc/pgx* gem:pg image:postgres image:postgis/postgis image:bitnami/postgresql maven:org.postgresql:postgresql nuget:npgsql nuget:npgsql.* hex:postgrex swift:vapor/postgres-nio cmake:postgresql
    database        sql             pypi:sqlalchemy pypi:sqlmodel npm:sequelize npm:typeorm npm:knex cargo:sqlx cargo:diesel go:gorm.io/gorm go:github.com/jmoiron/sqlx gem:sequel composer:doctrine/orm nuget:dapper
    database        prisma          npm:prisma npm:@prisma/client file:schema.prisma
    database        drizzle         npm:drizzle-orm
    database        mysql           pypi:mysqlclient pypi:pymysql pypi:mysql-connector-python npm:mysql npm:mysql2 go:github.com/go-sql-driver/mysql gem:mysql2 gem:trilogy image:mysql image:bitnami/mysql maven:com.mysql:mysql-connector-j maven:mysql:mysql-connector-java nuget:mysql.data
    database        mariadb         image:mariadb maven:org.mariadb.jdbc:* npm:mariadb pypi:mariadb
    database        sqlite          pypi:aiosqlite npm:sqlite3 npm:better-sqlite3 cargo:rusqlite go:github.com/mattn/go-sqlite3 go:modernc.org/sqlite gem:sqlite3 maven:org.xerial:sqlite-jdbc cmake:sqlite3 nuget:microsoft.data.sqlite swift:groue/grdb.swift
    database        redis           pypi:redis pypi:aioredis npm:redis npm:ioredis cargo:redis go:github.com/redis/go-redis* go:github.com/go-redis/redis* gem:redis image:redis maven:redis.clients:jedis nuget:stackexchange.redis composer:predis/predis
    database        valkey          image:valkey/valkey pypi:valkey
    database        memcached       image:memcached pypi:pymemcache npm:memcached gem:dalli
    database        elasticsearch   pypi:elasticsearch npm:@elastic/elasticsearch image:elasticsearch image:elasticsearch/elasticsearch go:github.com/elastic/go-elasticsearch* gem:elasticsearch maven:org.elasticsearch*
    database        opensearch      pypi:opensearch-py image:opensearchproject/opensearch
    database        cassandra       pypi:cassandra-driver npm:cassandra-driver image:cassandra
    database        clickhouse      pypi:clickhouse-connect image:clickhouse/clickhouse-server go:github.com/clickhouse/clickhouse-go*
    database        duckdb          pypi:duckdb npm:duckdb cargo:duckdb
    database        influxdb        image:influxdb pypi:influxdb-client
    database        timescaledb     image:timescale/timescaledb
    database        cockroachdb     image:cockroachdb/cockroach
    database        dynamodb        npm:@aws-sdk/client-dynamodb terraform:aws_dynamodb_table cargo:aws-sdk-dynamodb
    database        firebase        npm:firebase npm:firebase-admin pypi:firebase-admin file:firebase.json
    database        supabase        npm:@supabase/supabase-js pypi:supabase
    database        snowflake       pypi:snowflake-connector-python terraform:provider/snowflake
    database        bigquery        pypi:google-cloud-bigquery npm:@google-cloud/bigquery
    database        sqlserver       image:mssql/server nuget:microsoft.data.sqlclient maven:com.microsoft.sqlserver:* pypi:pymssql npm:mssql
    database        oracle          pypi:oracledb pypi:cx-oracle maven:com.oracle.database.jdbc:*
    database        h2              maven:com.h2database:h2
    database        meilisearch     image:getmeili/meilisearch npm:meilisearch
    database        etcd            go:go.etcd.io/etcd/client* image:etcd
    database        rocksdb         cargo:rocksdb cmake:rocksdb

    # infrastructure
    infrastructure  docker          file:Dockerfile file:Containerfile file:devcontainer.json file:docker-compose.yml file:docker-compose.yaml file:compose.yml file:compose.yaml file:.dockerignore ci:dockerfile ci:compose
    infrastructure  devcontainer    file:devcontainer.json file:.devcontainer.json
    infrastructure  kubernetes      kubernetes:* file:kustomization.yaml file:kustomization.yml file:skaffold.yaml
    infrastructure  kustomize       file:kustomization.yaml file:kustomization.yml
    infrastructure  helm            file:Chart.yaml file:helmfile.yaml
    infrastructure  terraform       ext:tf file:.terraform.lock.hcl
    infrastructure  terragrunt      file:terragrunt.hcl
    infrastructure  aws             terraform:provider/aws npm:aws-cdk-lib npm:@aws-sdk/* pypi:boto3 go:github.com/aws/aws-sdk-go*
    infrastructure  gcp             terraform:provider/google
    infrastructure  azure           terraform:provider/azurerm file:azure-pipelines.yml
    infrastructure  cloudflare      terraform:provider/cloudflare file:wrangler.toml npm:wrangler
    infrastructure  pulumi          file:Pulumi.yaml npm:@pulumi/pulumi pypi:pulumi go:github.com/pulumi/pulumi*
    infrastructure  cdk             file:cdk.json npm:aws-cdk-lib pypi:aws-cdk-lib
    infrastructure  github-actions  ci:github-actions file:action.yml file:action.yaml
    infrastructure  gitlab-ci       file:.gitlab-ci.yml
    infrastructure  circleci        ci:circleci
    infrastructure  jenkins         file:Jenkinsfile
    infrastructure  travis          file:.travis.yml
    infrastructure  azure-pipelines file:azure-pipelines.yml
    infrastructure  bitbucket       file:bitbucket-pipelines.yml
    infrastructure  cirrus          file:.cirrus.yml
    infrastructure  drone           file:.drone.yml
    infrastructure  ansible         file:ansible.cfg pypi:ansible pypi:ansible-core
    infrastructure  vagrant         file:Vagrantfile
    infrastructure  packer          file:packer.json
    infrastructure  serverless      file:serverless.yml file:serverless.yaml npm:serverless
    infrastructure  vercel          file:vercel.json
    infrastructure  netlify         file:netlify.toml
    infrastructure  heroku          file:Procfile
    infrastructure  fly             file:fly.toml
    infrastructure  render          file:render.yaml
    infrastructure  railway         file:railway.json file:railway.toml
    infrastructure  nix             file:flake.nix file:default.nix file:shell.nix
    infrastructure  bazel           file:MODULE.bazel file:WORKSPACE file:WORKSPACE.bazel file:BUILD.bazel
    infrastructure  buck            file:BUCK
    infrastructure  make            file:Makefile file:GNUmakefile
    infrastructure  cmake           file:CMakeLists.txt
    infrastructure  meson           file:meson.build
    infrastructure  maven           file:pom.xml
    infrastructure  gradle          file:build.gradle file:build.gradle.kts
    infrastructure  just            file:justfile
    infrastructure  taskfile        file:Taskfile.yml
    infrastructure  nx              file:nx.json
    infrastructure  turborepo       file:turbo.json
    infrastructure  lerna           file:lerna.json
    infrastructure  pnpm            file:pnpm-lock.yaml file:pnpm-workspace.yaml
    infrastructure  yarn            file:yarn.lock
    infrastructure  npm             file:package-lock.json
    infrastructure  poetry          file:poetry.lock
    infrastructure  uv              file:uv.lock
    infrastructure  deno            file:deno.json file:deno.jsonc file:deno.lock
    infrastructure  bun             file:bun.lockb file:bun.lock file:bunfig.toml
    infrastructure  conda           file:environment.yml file:environment.yaml
    infrastructure  vcpkg           file:vcpkg.json
    infrastructure  conan           file:conanfile.txt file:conanfile.py
    infrastructure  nginx           image:nginx file:nginx.conf
    infrastructure  traefik         image:traefik
    infrastructure  caddy           image:caddy file:Caddyfile
    infrastructure  rabbitmq        image:rabbitmq pypi:pika npm:amqplib go:github.com/rabbitmq/amqp091-go
    infrastructure  kafka           image:confluentinc/cp-kafka image:apache/kafka image:bitnami/kafka npm:kafkajs pypi:confluent-kafka pypi:kafka-python maven:org.apache.kafka:* cargo:rdkafka
    infrastructure  nats            image:nats npm:nats go:github.com/nats-io/nats.go
    infrastructure  prometheus      image:prom/prometheus go:github.com/prometheus/client_golang pypi:prometheus-client
    infrastructure  grafana         image:grafana/grafana
    infrastructure  opentelemetry   go:go.opentelemetry.io/otel pypi:opentelemetry-sdk npm:@opentelemetry/sdk-node
    infrastructure  sentry          pypi:sentry-sdk npm:@sentry/* gem:sentry-ruby
    infrastructure  dependabot      file:dependabot.yml
    infrastructure  renovate        file:renovate.json file:renovate.json5
    infrastructure  pre-commit      file:.pre-commit-config.yaml
    infrastructure  argocd          kubernetes:Application
    infrastructure  minio           image:minio/minio
    infrastructure  vault           image:hashicorp/vault terraform:provider/vault
    infrastructure  consul          image:hashicorp/consul
    infrastructure  keycloak        image:keycloak/keycloak
    """
}
