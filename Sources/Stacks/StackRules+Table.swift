extension StackRules {
  /// The rules that come with the suite.
  static let table = """
    # CATEGORY      NAME            EVIDENCE
    language        python          ext:py ext:pyi file:pyproject.toml file:requirements.txt file:setup.py file:Pipfile
    language        javascript      ext:js ext:mjs ext:cjs ext:jsx file:package.json
    language        typescript      ext:ts ext:tsx ext:mts ext:cts file:tsconfig.json npm:typescript
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
    framework       celery          pypi:celery pypi:django-celery-beat
    framework       pydantic        pypi:pydantic
    framework       pytest          pypi:pytest
    framework       scrapy          pypi:scrapy
    framework       airflow         pypi:apache-airflow pypi:apache-airflow-* image:apache/airflow helm:airflow
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
    ai              langchain       pypi:langchain pypi:langchain-* npm:langchain npm:@langchain/* maven:dev.langchain4j:* go:github.com/tmc/langchaingo gem:langchainrb
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
    ai              openai          pypi:openai npm:openai nuget:openai gem:ruby-openai go:github.com/sashabaranov/go-openai maven:com.openai:openai-java go:github.com/openai/openai-go* composer:openai-php/client nuget:azure.ai.openai hex:openai_ex
    ai              anthropic       pypi:anthropic npm:@anthropic-ai/sdk go:github.com/anthropics/anthropic-sdk-go cargo:anthropic gem:anthropic nuget:anthropic* maven:com.anthropic:*
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
    ai              semantic-kernel pypi:semantic-kernel nuget:microsoft.semantickernel nuget:microsoft.semantickernel.*
    ai              vercel-ai       npm:ai npm:@ai-sdk/*
    ai              spring-ai       maven:org.springframework.ai:*
    ai              candle          cargo:candle-core
    ai              burn            cargo:burn
    ai              google-genai    pypi:google-generativeai pypi:google-genai npm:@google/generative-ai npm:@google/genai go:github.com/google/generative-ai-go go:google.golang.org/genai
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
    framework       nuxt            npm:nuxt npm:nuxt3 npm:@nuxt/kit
    framework       sveltekit       npm:@sveltejs/kit
    framework       remix           npm:@remix-run/react npm:@remix-run/node npm:@remix-run/dev npm:@remix-run/serve
    framework       react-router    npm:react-router npm:react-router-dom npm:@react-router/dev
    framework       react-native    npm:react-native
    framework       expo            npm:expo
    framework       gatsby          npm:gatsby
    framework       astro           npm:astro
    framework       solid           npm:solid-js npm:@solidjs/start
    framework       preact          npm:preact npm:@preact/preset-vite
    framework       qwik            npm:@builder.io/qwik
    framework       lit             npm:lit npm:lit-element
    framework       ember           npm:ember-source
    framework       jquery          npm:jquery
    framework       koa             npm:koa
    framework       hapi            npm:@hapi/hapi
    framework       hono            npm:hono jsr:@hono/hono
    framework       fresh           jsr:@fresh/core jsr:@fresh/*
    framework       adonis          npm:@adonisjs/core
    framework       meteor          npm:meteor-node-stubs npm:meteor-base
    framework       electron        npm:electron npm:electron-builder
    framework       tauri           npm:@tauri-apps/api cargo:tauri
    framework       vite            npm:vite
    framework       webpack         npm:webpack
    framework       rollup          npm:rollup
    framework       esbuild         npm:esbuild
    framework       tailwind        npm:tailwindcss
    framework       bootstrap       npm:bootstrap maven:org.webjars.npm:bootstrap maven:org.webjars:bootstrap gem:bootstrap
    framework       material-ui     npm:@mui/material
    framework       redux           npm:redux npm:@reduxjs/toolkit
    framework       graphql         npm:graphql npm:@apollo/server npm:@apollo/client pypi:graphene pypi:strawberry-graphql npm:apollo-server* npm:graphql-yoga npm:urql npm:relay-runtime gem:graphql go:github.com/99designs/gqlgen nuget:hotchocolate.* nuget:graphql composer:nuwave/lighthouse composer:webonyx/graphql-php maven:com.graphql-java:* hex:absinthe maven:org.springframework.boot:spring-boot-starter-graphql pypi:ariadne
    framework       trpc            npm:@trpc/server
    framework       socket.io       npm:socket.io
    framework       three           npm:three npm:@react-three/fiber
    framework       d3              npm:d3
    framework       storybook       npm:storybook
    framework       jest            npm:jest
    framework       vitest          npm:vitest
    framework       mocha           npm:mocha
    framework       cypress         npm:cypress
    framework       playwright      npm:@playwright/test npm:playwright pypi:playwright nuget:microsoft.playwright* maven:com.microsoft.playwright:playwright
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
    framework       grpc            go:google.golang.org/grpc pypi:grpcio npm:@grpc/grpc-js maven:io.grpc:* npm:grpc nuget:grpc.* gem:grpc cargo:tonic cmake:grpc swift:grpc/grpc-swift hex:grpc pypi:grpcio-tools
    framework       kubernetes-client go:k8s.io/client-go pypi:kubernetes npm:@kubernetes/client-node
    framework       controller-runtime go:sigs.k8s.io/controller-runtime

    # Java and its relatives
    framework       spring-boot     maven:org.springframework.boot:* plugin:org.springframework.boot
    framework       spring          maven:org.springframework:*
    framework       quarkus         maven:io.quarkus:* maven:io.quarkus.platform:* plugin:io.quarkus maven:io.quarkiverse*
    framework       micronaut       maven:io.micronaut:* plugin:io.micronaut.application plugin:io.micronaut.library maven:io.micronaut.platform:*
    framework       ktor            maven:io.ktor:* plugin:io.ktor.plugin
    framework       vertx           maven:io.vertx:*
    framework       dropwizard      maven:io.dropwizard:*
    framework       play            maven:com.typesafe.play:* maven:org.playframework:*
    framework       akka            maven:com.typesafe.akka:*
    framework       hibernate       maven:org.hibernate:* maven:org.hibernate.orm:* maven:org.springframework.boot:spring-boot-starter-data-jpa
    framework       thymeleaf       maven:org.thymeleaf:* maven:org.springframework.boot:spring-boot-starter-thymeleaf
    framework       jakarta-ee      maven:jakarta.platform:*
    framework       flink           maven:org.apache.flink:* image:apache/flink
    framework       junit           maven:junit:junit maven:org.junit.jupiter:* maven:org.junit:*
    framework       android         plugin:com.android.application plugin:com.android.library maven:androidx.core:core-ktx maven:androidx.appcompat:appcompat file:AndroidManifest.xml plugin:com.android.*
    framework       compose-ui      maven:androidx.compose* plugin:org.jetbrains.compose

    # .NET
    framework       aspnet-core     nuget:microsoft.aspnetcore.* nuget:sdk/microsoft.net.sdk.web nuget:microsoft.aspnetcore.app
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
    framework       laravel         composer:laravel/framework composer:laravel/lumen-framework composer:illuminate/*
    framework       symfony         composer:symfony/framework-bundle composer:symfony/symfony composer:symfony/http-kernel
    framework       slim            composer:slim/slim
    framework       cakephp         composer:cakephp/cakephp
    framework       yii             composer:yiisoft/yii2
    framework       drupal          composer:drupal/core composer:drupal/core-recommended composer:drupal/core-*
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
    framework       opencv          cmake:opencv pypi:opencv-python pypi:opencv-python-headless pypi:opencv-contrib-python cargo:opencv
    framework       googletest      cmake:gtest cmake:googletest cmake:gmock
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
    vector          pinecone        pypi:pinecone pypi:pinecone-client npm:@pinecone-database/pinecone pypi:langchain-pinecone npm:@langchain/pinecone go:github.com/pinecone-io/go-pinecone* nuget:pinecone.client maven:io.pinecone:*
    vector          weaviate        pypi:weaviate-client npm:weaviate-client npm:weaviate-ts-client image:semitechnologies/weaviate pypi:langchain-weaviate npm:@langchain/weaviate go:github.com/weaviate/weaviate-go-client* helm:weaviate
    vector          chroma          pypi:chromadb pypi:langchain-chroma npm:chromadb image:chromadb/chroma
    vector          qdrant          pypi:qdrant-client npm:@qdrant/js-client-rest cargo:qdrant-client image:qdrant/qdrant nuget:qdrant.client go:github.com/qdrant/go-client maven:io.qdrant:client pypi:langchain-qdrant npm:@langchain/qdrant helm:qdrant
    vector          milvus          pypi:pymilvus npm:@zilliz/milvus2-sdk-node image:milvusdb/milvus pypi:langchain-milvus maven:io.milvus:* go:github.com/milvus-io/milvus-sdk-go* helm:milvus
    vector          pgvector        pypi:pgvector npm:pgvector cargo:pgvector gem:pgvector gem:neighbor image:pgvector/pgvector image:ankane/pgvector nuget:pgvector nuget:pgvector.entityframeworkcore maven:com.pgvector:pgvector hex:pgvector go:github.com/pgvector/pgvector-go image:timescale/timescaledb-ha
    vector          faiss           pypi:faiss-cpu pypi:faiss-gpu pypi:faiss npm:faiss-node
    vector          lancedb         pypi:lancedb npm:@lancedb/lancedb cargo:lancedb
    vector          vespa           pypi:pyvespa image:vespaengine/vespa
    database        neo4j           pypi:neo4j npm:neo4j-driver image:neo4j maven:org.neo4j.driver:* maven:org.springframework.boot:spring-boot-starter-data-neo4j go:github.com/neo4j/neo4j-go-driver* pypi:langchain-neo4j nuget:neo4j.driver helm:neo4j
    database        mongodb         pypi:pymongo pypi:motor npm:mongodb npm:mongoose cargo:mongodb go:go.mongodb.org/mongo-driver* gem:mongoid gem:mongo image:mongo maven:org.mongodb:* nuget:mongodb.driver composer:mongodb/mongodb maven:org.springframework.boot:spring-boot-starter-data-mongodb* nuget:aspire.mongodb.driver image:mongo-express pypi:beanie pypi:mongoengine hex:mongodb_driver helm:mongodb
    database        postgresql      pypi:psycopg pypi:psycopg2 pypi:psycopg2-binary pypi:psycopg-binary pypi:asyncpg pypi:pg8000 npm:pg npm:postgres cargo:postgres cargo:tokio-postgres go:github.com/lib/pq go:github.com/jackc/pgx* gem:pg image:postgres image:postgis/postgis image:bitnami/postgresql maven:org.postgresql:postgresql nuget:npgsql nuget:npgsql.* hex:postgrex swift:vapor/postgres-nio cmake:postgresql nuget:aspire.npgsql* nuget:aspire.hosting.postgresql npm:@types/pg npm:@electric-sql/pglite npm:postgres-js image:supabase/postgres composer:ext-pgsql composer:ext-pdo_pgsql hackage:postgresql-simple terraform:provider/postgresql helm:postgresql helm:postgresql-ha
    database        sql             pypi:sqlalchemy pypi:sqlmodel npm:sequelize npm:typeorm npm:knex cargo:sqlx cargo:diesel go:gorm.io/gorm go:github.com/jmoiron/sqlx gem:sequel composer:doctrine/orm nuget:dapper maven:org.springframework.boot:spring-boot-starter-jdbc maven:org.springframework.boot:spring-boot-starter-data-jdbc pypi:alembic pypi:flask-sqlalchemy pypi:peewee pypi:tortoise-orm npm:kysely npm:@mikro-orm/core cargo:sea-orm maven:org.jooq:jooq maven:org.mybatis* go:entgo.io/ent go:github.com/uptrace/bun hex:ecto_sql
    database        prisma          npm:prisma npm:@prisma/client file:schema.prisma
    database        drizzle         npm:drizzle-orm
    database        mysql           pypi:mysqlclient pypi:pymysql pypi:mysql-connector-python npm:mysql npm:mysql2 go:github.com/go-sql-driver/mysql gem:mysql2 gem:trilogy image:mysql image:bitnami/mysql maven:com.mysql:mysql-connector-j maven:mysql:mysql-connector-java nuget:mysql.data maven:com.mysql:* go:github.com/go-mysql-org/go-mysql hex:myxql pypi:aiomysql npm:@planetscale/database composer:ext-pdo_mysql image:percona helm:mysql
    database        mariadb         image:mariadb maven:org.mariadb.jdbc:* npm:mariadb pypi:mariadb helm:mariadb helm:mariadb-galera
    database        sqlite          pypi:aiosqlite npm:sqlite3 npm:better-sqlite3 cargo:rusqlite go:github.com/mattn/go-sqlite3 go:modernc.org/sqlite gem:sqlite3 maven:org.xerial:sqlite-jdbc cmake:sqlite3 nuget:microsoft.data.sqlite swift:groue/grdb.swift gem:sqlite3-ruby nuget:microsoft.entityframeworkcore.sqlite hex:ecto_sqlite3 hex:exqlite pub:sqflite pub:drift npm:expo-sqlite npm:@libsql/client cargo:libsql swift:stephencelis/sqlite.swift
    database        redis           pypi:redis pypi:aioredis npm:redis npm:ioredis cargo:redis go:github.com/redis/go-redis* go:github.com/go-redis/redis* gem:redis image:redis maven:redis.clients:jedis nuget:stackexchange.redis composer:predis/predis maven:org.springframework.boot:spring-boot-starter-data-redis* maven:io.lettuce:lettuce-core maven:org.redisson:* nuget:aspire.stackexchange.redis* nuget:aspire.hosting.redis gem:redis-rails gem:redis-client hex:redix go:github.com/gomodule/redigo npm:@redis/client image:redis/* terraform:aws_elasticache_cluster composer:ext-redis helm:redis helm:redis-cluster helm:redis-ha
    database        valkey          image:valkey/valkey pypi:valkey helm:valkey
    database        memcached       image:memcached pypi:pymemcache npm:memcached gem:dalli go:github.com/bradfitz/gomemcache composer:ext-memcached helm:memcached
    database        elasticsearch   pypi:elasticsearch npm:@elastic/elasticsearch image:elasticsearch image:elasticsearch/elasticsearch go:github.com/elastic/go-elasticsearch* gem:elasticsearch maven:org.elasticsearch* maven:org.springframework.boot:spring-boot-starter-data-elasticsearch maven:co.elastic.clients:* nuget:elastic.clients.elasticsearch nuget:nest composer:elasticsearch/elasticsearch gem:chewy helm:elasticsearch
    database        opensearch      pypi:opensearch-py image:opensearchproject/opensearch helm:opensearch
    database        cassandra       pypi:cassandra-driver npm:cassandra-driver image:cassandra maven:org.springframework.boot:spring-boot-starter-data-cassandra* maven:com.datastax.oss:* go:github.com/gocql/gocql helm:cassandra
    database        clickhouse      pypi:clickhouse-connect image:clickhouse/clickhouse-server go:github.com/clickhouse/clickhouse-go* npm:@clickhouse/client pypi:clickhouse-driver cargo:clickhouse maven:com.clickhouse:* helm:clickhouse
    database        duckdb          pypi:duckdb npm:duckdb cargo:duckdb
    database        influxdb        image:influxdb pypi:influxdb-client helm:influxdb helm:influxdb2
    database        timescaledb     image:timescale/timescaledb
    database        cockroachdb     image:cockroachdb/cockroach helm:cockroachdb
    database        dynamodb        npm:@aws-sdk/client-dynamodb terraform:aws_dynamodb_table cargo:aws-sdk-dynamodb maven:software.amazon.awssdk:dynamodb nuget:awssdk.dynamodbv2 go:github.com/aws/aws-sdk-go-v2/service/dynamodb gem:aws-sdk-dynamodb image:amazon/dynamodb-local
    database        firebase        npm:firebase npm:firebase-admin pypi:firebase-admin file:firebase.json pub:firebase_core pub:cloud_firestore maven:com.google.firebase:* swift:firebase/firebase-ios-sdk
    database        supabase        npm:@supabase/supabase-js pypi:supabase pub:supabase_flutter swift:supabase/supabase-swift
    database        snowflake       pypi:snowflake-connector-python terraform:provider/snowflake
    database        bigquery        pypi:google-cloud-bigquery npm:@google-cloud/bigquery
    database        sqlserver       image:mssql/server nuget:microsoft.data.sqlclient maven:com.microsoft.sqlserver:* pypi:pymssql npm:mssql nuget:microsoft.entityframeworkcore.sqlserver go:github.com/microsoft/go-mssqldb go:github.com/denisenkom/go-mssqldb pypi:pyodbc
    database        oracle          pypi:oracledb pypi:cx-oracle maven:com.oracle.database.jdbc:*
    database        h2              maven:com.h2database:h2
    database        meilisearch     image:getmeili/meilisearch npm:meilisearch
    database        etcd            go:go.etcd.io/etcd/client* image:etcd image:coreos/etcd image:etcd-development/etcd helm:etcd
    database        rocksdb         cargo:rocksdb cmake:rocksdb go:github.com/tecbot/gorocksdb maven:org.rocksdb:rocksdbjni

    # infrastructure
    infrastructure  docker          file:Dockerfile file:Containerfile file:devcontainer.json file:docker-compose.yml file:docker-compose.yaml file:compose.yml file:compose.yaml file:.dockerignore ci:dockerfile ci:compose action:docker/* file:docker-bake.hcl
    infrastructure  devcontainer    file:devcontainer.json file:.devcontainer.json
    infrastructure  kubernetes      kubernetes:* file:kustomization.yaml file:kustomization.yml file:skaffold.yaml terraform:provider/kubernetes terraform:provider/kubectl action:azure/k8s-deploy
    infrastructure  kustomize       file:kustomization.yaml file:kustomization.yml
    infrastructure  helm            file:Chart.yaml file:helmfile.yaml terraform:provider/helm action:azure/setup-helm
    infrastructure  terraform       ext:tf file:.terraform.lock.hcl action:hashicorp/setup-terraform ext:tfvars file:.terraform-version
    infrastructure  terragrunt      file:terragrunt.hcl
    infrastructure  aws             terraform:provider/aws npm:aws-cdk-lib npm:@aws-sdk/* pypi:boto3 go:github.com/aws/aws-sdk-go* nuget:awssdk.* maven:software.amazon.awssdk:* maven:com.amazonaws:* gem:aws-sdk-* cargo:aws-sdk-* composer:aws/aws-sdk-php npm:aws-sdk pypi:aiobotocore action:aws-actions/*
    infrastructure  gcp             terraform:provider/google pypi:google-cloud-* npm:@google-cloud/* go:cloud.google.com/go* maven:com.google.cloud:* nuget:google.cloud.* terraform:provider/google-beta file:cloudbuild.yaml action:google-github-actions/*
    infrastructure  azure           terraform:provider/azurerm pypi:azure-* npm:@azure/* nuget:azure.* maven:com.azure:* go:github.com/azure/azure-sdk-for-go* terraform:provider/azuread action:azure/* ext:bicep
    infrastructure  cloudflare      terraform:provider/cloudflare file:wrangler.toml npm:wrangler
    infrastructure  pulumi          file:Pulumi.yaml npm:@pulumi/pulumi pypi:pulumi go:github.com/pulumi/pulumi* nuget:pulumi* action:pulumi/actions file:Pulumi.yml
    infrastructure  cdk             file:cdk.json npm:aws-cdk-lib pypi:aws-cdk-lib
    infrastructure  github-actions  ci:github-actions file:action.yml file:action.yaml
    infrastructure  gitlab-ci       file:.gitlab-ci.yml
    infrastructure  circleci        ci:circleci
    infrastructure  jenkins         file:Jenkinsfile
    infrastructure  travis          file:.travis.yml
    infrastructure  azure-pipelines file:azure-pipelines.yml
    infrastructure  bitbucket       file:bitbucket-pipelines.yml
    infrastructure  cirrus          file:.cirrus.yml
    infrastructure  drone           file:.drone.yml file:.drone.yaml
    infrastructure  ansible         file:ansible.cfg pypi:ansible pypi:ansible-core file:galaxy.yml
    infrastructure  vagrant         file:Vagrantfile
    infrastructure  packer          file:packer.json
    infrastructure  serverless      file:serverless.yml file:serverless.yaml npm:serverless
    infrastructure  vercel          file:vercel.json npm:vercel
    infrastructure  netlify         file:netlify.toml npm:netlify-cli
    infrastructure  heroku          file:Procfile
    infrastructure  fly             file:fly.toml
    infrastructure  render          file:render.yaml
    infrastructure  railway         file:railway.json file:railway.toml
    infrastructure  nix             file:flake.nix file:default.nix file:shell.nix
    infrastructure  bazel           file:MODULE.bazel file:WORKSPACE file:WORKSPACE.bazel file:BUILD.bazel
    infrastructure  buck            file:BUCK file:.buckconfig
    infrastructure  make            file:Makefile file:GNUmakefile
    infrastructure  cmake           file:CMakeLists.txt
    infrastructure  meson           file:meson.build
    infrastructure  maven           file:pom.xml
    infrastructure  gradle          file:build.gradle file:build.gradle.kts
    infrastructure  just            file:justfile
    infrastructure  taskfile        file:Taskfile.yml
    infrastructure  nx              file:nx.json npm:nx
    infrastructure  turborepo       file:turbo.json npm:turbo
    infrastructure  lerna           file:lerna.json npm:lerna
    infrastructure  pnpm            file:pnpm-lock.yaml file:pnpm-workspace.yaml action:pnpm/action-setup
    infrastructure  yarn            file:yarn.lock
    infrastructure  npm             file:package-lock.json
    infrastructure  poetry          file:poetry.lock
    infrastructure  uv              file:uv.lock action:astral-sh/setup-uv
    infrastructure  deno            file:deno.json file:deno.jsonc file:deno.lock action:denoland/setup-deno
    infrastructure  bun             file:bun.lockb file:bun.lock file:bunfig.toml npm:@types/bun npm:bun-types action:oven-sh/setup-bun
    infrastructure  conda           file:environment.yml file:environment.yaml
    infrastructure  vcpkg           file:vcpkg.json
    infrastructure  conan           file:conanfile.txt file:conanfile.py
    infrastructure  nginx           image:nginx file:nginx.conf image:nginxinc/nginx-unprivileged image:nginxinc/* helm:nginx helm:ingress-nginx
    infrastructure  traefik         image:traefik helm:traefik
    infrastructure  caddy           image:caddy file:Caddyfile
    infrastructure  rabbitmq        image:rabbitmq pypi:pika npm:amqplib go:github.com/rabbitmq/amqp091-go maven:com.rabbitmq:* maven:org.springframework.boot:spring-boot-starter-amqp nuget:rabbitmq.client nuget:aspire.rabbitmq* nuget:masstransit.rabbitmq gem:bunny composer:php-amqplib/php-amqplib cargo:lapin pypi:aio-pika go:github.com/streadway/amqp npm:amqp-connection-manager helm:rabbitmq
    infrastructure  kafka           image:confluentinc/cp-kafka image:apache/kafka image:bitnami/kafka npm:kafkajs pypi:confluent-kafka pypi:kafka-python maven:org.apache.kafka:* cargo:rdkafka npm:@confluentinc/kafka-javascript image:bitnamilegacy/kafka go:github.com/segmentio/kafka-go go:github.com/ibm/sarama go:github.com/shopify/sarama go:github.com/twmb/franz-go nuget:confluent.kafka gem:ruby-kafka gem:karafka maven:org.springframework.kafka:* pypi:aiokafka helm:kafka
    infrastructure  nats            image:nats npm:nats go:github.com/nats-io/nats.go pypi:nats-py nuget:nats.* helm:nats
    infrastructure  prometheus      image:prom/prometheus go:github.com/prometheus/client_golang pypi:prometheus-client maven:io.micrometer:micrometer-registry-prometheus npm:prom-client cargo:prometheus image:bitnami/prometheus kubernetes:ServiceMonitor helm:prometheus helm:kube-prometheus-stack
    infrastructure  grafana         image:grafana/grafana image:grafana/grafana-oss image:grafana/grafana-enterprise terraform:provider/grafana helm:grafana
    infrastructure  opentelemetry   go:go.opentelemetry.io/otel pypi:opentelemetry-sdk npm:@opentelemetry/sdk-node nuget:opentelemetry* maven:io.opentelemetry* cargo:opentelemetry npm:@opentelemetry/api pypi:opentelemetry-api image:otel/* gem:opentelemetry-sdk helm:opentelemetry-collector
    infrastructure  sentry          pypi:sentry-sdk npm:@sentry/* gem:sentry-ruby cargo:sentry go:github.com/getsentry/sentry-go composer:sentry/* maven:io.sentry:* nuget:sentry* pub:sentry_flutter hex:sentry gem:sentry-rails
    infrastructure  dependabot      file:dependabot.yml
    infrastructure  renovate        file:renovate.json file:renovate.json5 file:.renovaterc file:.renovaterc.json
    infrastructure  pre-commit      file:.pre-commit-config.yaml pypi:pre-commit
    infrastructure  argocd          kubernetes:Application helm:argo-cd
    infrastructure  minio           image:minio/minio npm:minio pypi:minio go:github.com/minio/minio-go* nuget:minio helm:minio
    infrastructure  vault           image:hashicorp/vault terraform:provider/vault pypi:hvac go:github.com/hashicorp/vault/api helm:vault
    infrastructure  consul          image:hashicorp/consul go:github.com/hashicorp/consul/api terraform:provider/consul helm:consul
    infrastructure  keycloak        image:keycloak/keycloak npm:keycloak-js helm:keycloak helm:keycloakx

    # more of Python
    framework       uvicorn         pypi:uvicorn
    framework       gunicorn        pypi:gunicorn
    framework       quart           pypi:quart
    framework       django-ninja    pypi:django-ninja
    framework       channels        pypi:channels
    framework       typer           pypi:typer
    framework       beautifulsoup   pypi:beautifulsoup4
    framework       selenium        pypi:selenium npm:selenium-webdriver maven:org.seleniumhq.selenium:* nuget:selenium.webdriver gem:selenium-webdriver image:selenium/*
    framework       scipy           pypi:scipy
    framework       matplotlib      pypi:matplotlib
    framework       plotly          pypi:plotly npm:plotly.js
    framework       jupyter         pypi:jupyter pypi:jupyterlab pypi:notebook ext:ipynb image:jupyter/*
    framework       alembic         pypi:alembic
    framework       rq              pypi:rq
    framework       dramatiq        pypi:dramatiq
    framework       luigi           pypi:luigi
    framework       kedro           pypi:kedro
    framework       great-expectations pypi:great-expectations
    framework       robot-framework pypi:robotframework
    framework       hypothesis      pypi:hypothesis
    framework       odoo            pypi:odoo image:odoo
    framework       pygame          pypi:pygame
    framework       kivy            pypi:kivy
    framework       reflex          pypi:reflex
    framework       nicegui         pypi:nicegui
    framework       geopandas       pypi:geopandas

    # more of artificial intelligence and machine learning
    ai              chainlit        pypi:chainlit
    ai              instructor      pypi:instructor
    ai              guidance        pypi:guidance
    ai              outlines        pypi:outlines
    ai              smolagents      pypi:smolagents
    ai              agno            pypi:agno pypi:phidata
    ai              openai-agents   pypi:openai-agents npm:@openai/agents
    ai              google-adk      pypi:google-adk
    ai              mcp             pypi:mcp pypi:fastmcp npm:@modelcontextprotocol/sdk nuget:modelcontextprotocol* cargo:rmcp go:github.com/mark3labs/mcp-go
    ai              mistral         pypi:mistralai npm:@mistralai/mistralai
    ai              groq            pypi:groq npm:groq-sdk
    ai              huggingface-hub pypi:huggingface-hub npm:@huggingface/hub npm:@huggingface/inference
    ai              accelerate      pypi:accelerate
    ai              peft            pypi:peft
    ai              trl             pypi:trl
    ai              deepspeed       pypi:deepspeed
    ai              timm            pypi:timm
    ai              ultralytics     pypi:ultralytics
    ai              paddlepaddle    pypi:paddlepaddle pypi:paddlepaddle-gpu
    ai              fastai          pypi:fastai
    ai              mxnet           pypi:mxnet
    ai              optuna          pypi:optuna
    ai              nltk            pypi:nltk
    ai              gensim          pypi:gensim
    ai              statsmodels     pypi:statsmodels
    ai              torchvision     pypi:torchvision
    ai              llama.cpp       pypi:llama-cpp-python npm:node-llama-cpp cargo:llama-cpp-2
    ai              langfuse        pypi:langfuse npm:langfuse image:langfuse/langfuse
    ai              langsmith       pypi:langsmith npm:langsmith
    ai              dvc             pypi:dvc file:dvc.yaml
    ai              zenml           pypi:zenml
    ai              metaflow        pypi:metaflow
    ai              feast           pypi:feast
    ai              triton-server   image:nvidia/tritonserver pypi:tritonclient
    ai              tensorrt        pypi:tensorrt
    ai              mlnet           nuget:microsoft.ml nuget:microsoft.ml.*
    ai              microsoft-extensions-ai nuget:microsoft.extensions.ai nuget:microsoft.extensions.ai.*
    ai              gymnasium       pypi:gymnasium pypi:gym
    ai              stable-baselines pypi:stable-baselines3
    ai              unstructured    pypi:unstructured
    ai              autogen-core    pypi:autogen-core pypi:autogen-ext pypi:ag2
    rag             ragas           pypi:ragas
    rag             txtai           pypi:txtai
    rag             embedchain      pypi:embedchain
    rag             graphrag        pypi:graphrag
    rag             lightrag        pypi:lightrag-hku
    vector          annoy           pypi:annoy
    vector          hnswlib         pypi:hnswlib npm:hnswlib-node
    vector          usearch         pypi:usearch cargo:usearch npm:usearch
    vector          marqo           pypi:marqo image:marqoai/marqo
    vector          turbopuffer     pypi:turbopuffer npm:@turbopuffer/turbopuffer
    vector          sqlite-vec      pypi:sqlite-vec npm:sqlite-vec cargo:sqlite-vec
    vector          upstash-vector  npm:@upstash/vector pypi:upstash-vector

    # more of JavaScript
    framework       rxjs            npm:rxjs
    framework       mobx            npm:mobx
    framework       zustand         npm:zustand
    framework       pinia           npm:pinia
    framework       vuex            npm:vuex
    framework       vuetify         npm:vuetify
    framework       quasar          npm:quasar
    framework       ionic           npm:@ionic/core npm:@ionic/react npm:@ionic/angular npm:@ionic/vue
    framework       capacitor       npm:@capacitor/core
    framework       nativescript    npm:@nativescript/core
    framework       tanstack-query  npm:@tanstack/react-query npm:@tanstack/vue-query
    framework       tanstack-start  npm:@tanstack/react-start
    framework       ant-design      npm:antd
    framework       chakra-ui       npm:@chakra-ui/react
    framework       radix-ui        npm:radix-ui npm:@radix-ui/*
    framework       mantine         npm:@mantine/core
    framework       styled-components npm:styled-components
    framework       emotion         npm:@emotion/react
    framework       sass            npm:sass npm:node-sass
    framework       postcss         npm:postcss
    framework       alpine.js       npm:alpinejs
    framework       htmx            npm:htmx.org pypi:django-htmx
    framework       stimulus        npm:@hotwired/stimulus gem:stimulus-rails
    framework       backbone        npm:backbone
    framework       stencil         npm:@stencil/core
    framework       eleventy        npm:@11ty/eleventy
    framework       vuepress        npm:vuepress
    framework       strapi          npm:@strapi/strapi
    framework       payload         npm:payload
    framework       keystone        npm:@keystone-6/core
    framework       directus        npm:directus
    framework       medusa          npm:@medusajs/medusa
    framework       ghost           npm:ghost image:ghost
    framework       babel           npm:@babel/core
    framework       swc             npm:@swc/core
    framework       parcel          npm:parcel
    framework       rspack          npm:@rspack/core
    framework       gulp            npm:gulp
    framework       grunt           npm:grunt
    framework       testing-library npm:@testing-library/*
    framework       jasmine         npm:jasmine npm:jasmine-core
    framework       karma           npm:karma
    framework       ava             npm:ava
    framework       webdriverio     npm:webdriverio
    framework       detox           npm:detox
    framework       bullmq          npm:bullmq npm:bull
    framework       discord.js      npm:discord.js
    framework       phaser          npm:phaser
    framework       babylon         npm:@babylonjs/core npm:babylonjs
    framework       pixi            npm:pixi.js
    framework       next-auth       npm:next-auth npm:@auth/core
    framework       better-auth     npm:better-auth
    framework       elysia          npm:elysia
    framework       nitro           npm:nitropack
    framework       feathers        npm:@feathersjs/feathers
    framework       loopback        npm:@loopback/core
    framework       sails           npm:sails
    framework       inertia         npm:@inertiajs/* composer:inertiajs/inertia-laravel gem:inertia_rails
    framework       hardhat         npm:hardhat
    framework       foundry         file:foundry.toml
    framework       ethers          npm:ethers npm:viem npm:web3

    # more of Rust and Go
    framework       reqwest         cargo:reqwest
    framework       tracing         cargo:tracing
    framework       rayon           cargo:rayon
    framework       tower           cargo:tower
    framework       egui            cargo:egui cargo:eframe
    framework       iced            cargo:iced
    framework       slint           cargo:slint
    framework       ratatui         cargo:ratatui
    framework       poem            cargo:poem
    framework       salvo           cargo:salvo
    framework       wasm-bindgen    cargo:wasm-bindgen
    framework       pyo3            cargo:pyo3
    framework       napi            cargo:napi
    framework       embassy         cargo:embassy-executor
    framework       libp2p          cargo:libp2p go:github.com/libp2p/go-libp2p
    framework       anchor          cargo:anchor-lang
    framework       wgpu            cargo:wgpu
    framework       datafusion      cargo:datafusion
    framework       viper           go:github.com/spf13/viper
    framework       testify         go:github.com/stretchr/testify
    framework       zap             go:go.uber.org/zap
    framework       fx              go:go.uber.org/fx
    framework       go-kit          go:github.com/go-kit/kit
    framework       kratos          go:github.com/go-kratos/kratos*
    framework       go-zero         go:github.com/zeromicro/go-zero
    framework       iris            go:github.com/kataras/iris*
    framework       hertz           go:github.com/cloudwego/hertz
    framework       buffalo         go:github.com/gobuffalo/buffalo
    framework       ent             go:entgo.io/ent
    framework       gorm            go:gorm.io/gorm
    framework       bubbletea       go:github.com/charmbracelet/bubbletea
    framework       connect         go:connectrpc.com/connect npm:@connectrpc/connect
    framework       temporal        go:go.temporal.io/sdk pypi:temporalio npm:@temporalio/client maven:io.temporal:* image:temporalio/*
    framework       cosmos-sdk      go:github.com/cosmos/cosmos-sdk

    # more of Java, .NET
    framework       spring-cloud    maven:org.springframework.cloud:*
    framework       spring-security maven:org.springframework.security:* maven:org.springframework.boot:spring-boot-starter-security
    framework       lombok          maven:org.projectlombok:lombok plugin:io.freefair.lombok
    framework       mybatis         maven:org.mybatis* maven:com.baomidou:mybatis-plus*
    framework       jooq            maven:org.jooq:*
    framework       flyway          maven:org.flywaydb:* plugin:org.flywaydb.flyway
    framework       liquibase       maven:org.liquibase:*
    framework       camel           maven:org.apache.camel*
    framework       netty           maven:io.netty:*
    framework       jersey          maven:org.glassfish.jersey*
    framework       struts          maven:org.apache.struts:*
    framework       vaadin          maven:com.vaadin:*
    framework       wicket          maven:org.apache.wicket:*
    framework       grails          plugin:org.grails.* maven:org.grails:*
    framework       helidon         maven:io.helidon*
    framework       mockito         maven:org.mockito:*
    framework       testng          maven:org.testng:testng
    framework       testcontainers  maven:org.testcontainers:* go:github.com/testcontainers/testcontainers-go* npm:testcontainers pypi:testcontainers nuget:testcontainers*
    framework       cucumber        maven:io.cucumber:* npm:@cucumber/cucumber gem:cucumber
    framework       mapstruct       maven:org.mapstruct:*
    framework       guice           maven:com.google.inject:guice
    framework       dagger          maven:com.google.dagger:*
    framework       retrofit        maven:com.squareup.retrofit2:*
    framework       room            maven:androidx.room:*
    framework       koin            maven:io.insert-koin:*
    framework       exposed         maven:org.jetbrains.exposed:*
    framework       beam            maven:org.apache.beam:* pypi:apache-beam
    framework       hadoop          maven:org.apache.hadoop:*
    framework       aspire          nuget:aspire.* nuget:sdk/aspire.apphost.sdk
    framework       dotnet-worker   nuget:sdk/microsoft.net.sdk.worker
    framework       razor           nuget:sdk/microsoft.net.sdk.razor
    framework       wpf             nuget:sdk/microsoft.net.sdk.windowsdesktop
    framework       signalr         nuget:microsoft.aspnetcore.signalr* npm:@microsoft/signalr
    framework       mstest          nuget:mstest nuget:mstest.testframework nuget:sdk/mstest.sdk
    framework       mediatr         nuget:mediatr
    framework       automapper      nuget:automapper
    framework       masstransit     nuget:masstransit nuget:masstransit.*
    framework       serilog         nuget:serilog nuget:serilog.*
    framework       hangfire        nuget:hangfire*
    framework       polly           nuget:polly nuget:polly.*
    framework       identityserver  nuget:duende.identityserver* nuget:identityserver4*
    framework       uno             nuget:uno.winui nuget:sdk/uno.sdk
    framework       unity           file:ProjectVersion.txt
    framework       godot           file:project.godot nuget:sdk/godot.net.sdk

    # more of Ruby, PHP, Swift, C++, Elixir, Flutter, Haskell
    framework       puma            gem:puma
    framework       devise          gem:devise
    framework       grape           gem:grape
    framework       minitest        gem:minitest
    framework       capybara        gem:capybara
    framework       spree           gem:spree
    framework       cocoapods       gem:cocoapods file:Podfile
    framework       fastlane        gem:fastlane file:Fastfile
    framework       filament        composer:filament/filament
    framework       codeigniter     composer:codeigniter4/framework
    framework       laminas         composer:laminas/laminas-mvc
    framework       api-platform    composer:api-platform/core composer:api-platform/symfony
    framework       magento         composer:magento/product-community-edition composer:magento/framework
    framework       typo3           composer:typo3/cms-core
    framework       shopware        composer:shopware/core
    framework       pest            composer:pestphp/pest
    framework       twig            composer:twig/twig
    framework       alamofire       swift:alamofire/alamofire
    framework       argument-parser swift:apple/swift-argument-parser
    framework       swift-syntax    swift:swiftlang/swift-syntax swift:apple/swift-syntax
    framework       abseil          cmake:absl
    framework       fmt             cmake:fmt
    framework       spdlog          cmake:spdlog
    framework       protobuf        cmake:protobuf pypi:protobuf npm:protobufjs cargo:prost go:google.golang.org/protobuf maven:com.google.protobuf:* nuget:google.protobuf gem:google-protobuf
    framework       vulkan          cmake:vulkan
    framework       opengl          cmake:opengl
    framework       openmp          cmake:openmp
    framework       mpi             cmake:mpi pypi:mpi4py
    framework       cuda-toolkit    cmake:cudatoolkit cmake:cuda image:nvidia/cuda
    framework       pybind11        cmake:pybind11 pypi:pybind11
    framework       wxwidgets       cmake:wxwidgets
    framework       oban            hex:oban
    framework       absinthe        hex:absinthe
    framework       ash             hex:ash
    framework       broadway        hex:broadway
    framework       bloc            pub:flutter_bloc pub:bloc
    framework       provider        pub:provider
    framework       getx            pub:get
    framework       dio             pub:dio
    framework       flame           pub:flame
    framework       scotty          hackage:scotty
    framework       ihp             hackage:ihp
    framework       persistent      hackage:persistent
    framework       warp-haskell    hackage:warp
    framework       pluto           julia:pluto
    framework       dataframes      julia:dataframes
    framework       plumber         cran:plumber
    framework       rmarkdown       cran:rmarkdown
    database        typesense       image:typesense/typesense npm:typesense pypi:typesense
    database        algolia         npm:algoliasearch pypi:algoliasearch
    database        solr            image:solr pypi:pysolr maven:org.apache.solr:*
    database        couchbase       image:couchbase pypi:couchbase npm:couchbase maven:com.couchbase.client:*
    database        couchdb         image:couchdb npm:nano npm:pouchdb
    database        scylladb        image:scylladb/scylla cargo:scylla
    database        arangodb        image:arangodb pypi:python-arango npm:arangojs
    database        surrealdb       image:surrealdb/surrealdb cargo:surrealdb npm:surrealdb
    database        tidb            image:pingcap/tidb
    database        questdb         image:questdb/questdb
    database        trino           image:trinodb/trino pypi:trino
    database        hive            image:apache/hive pypi:pyhive
    database        dgraph          image:dgraph/dgraph
    database        realm           npm:realm
    database        convex          npm:convex
    database        turso           npm:@tursodatabase/serverless
    database        sled            cargo:sled cargo:redb
    database        badger          go:github.com/dgraph-io/badger*
    database        bbolt           go:go.etcd.io/bbolt
    database        databricks      pypi:databricks-sdk pypi:databricks-sql-connector terraform:provider/databricks file:databricks.yml
    database        redshift        pypi:redshift-connector terraform:aws_redshift_cluster

    # more infrastructure
    infrastructure  istio           kubernetes:VirtualService kubernetes:PeerAuthentication kubernetes:DestinationRule
    infrastructure  knative         kubernetes:KnativeServing kubernetes:KnativeEventing
    infrastructure  tekton          kubernetes:PipelineRun kubernetes:TaskRun
    infrastructure  flux            kubernetes:HelmRelease kubernetes:GitRepository
    infrastructure  argo-workflows  kubernetes:Workflow kubernetes:CronWorkflow
    infrastructure  cert-manager    kubernetes:ClusterIssuer kubernetes:Certificate helm:cert-manager
    infrastructure  keda            kubernetes:ScaledObject
    infrastructure  crossplane      kubernetes:CompositeResourceDefinition kubernetes:Composition
    infrastructure  nomad           ext:nomad terraform:provider/nomad
    infrastructure  skaffold        file:skaffold.yaml
    infrastructure  tilt            file:Tiltfile
    infrastructure  earthly         file:Earthfile
    infrastructure  dagger-ci       file:dagger.json
    infrastructure  aws-sam         file:samconfig.toml
    infrastructure  sst             npm:sst file:sst.config.ts
    infrastructure  opentofu        ext:tofu
    infrastructure  digitalocean    terraform:provider/digitalocean
    infrastructure  hetzner         terraform:provider/hcloud
    infrastructure  datadog         terraform:provider/datadog pypi:ddtrace npm:dd-trace image:datadog/agent
    infrastructure  newrelic        pypi:newrelic npm:newrelic gem:newrelic_rpm
    infrastructure  jaeger          image:jaegertracing/* helm:jaeger
    infrastructure  zipkin          image:openzipkin/zipkin maven:io.zipkin.reporter2:*
    infrastructure  envoy           image:envoyproxy/envoy
    infrastructure  haproxy         image:haproxy file:haproxy.cfg
    infrastructure  apache-httpd    image:httpd
    infrastructure  mosquitto       image:eclipse-mosquitto npm:mqtt pypi:paho-mqtt
    infrastructure  pulsar          image:apachepulsar/* maven:org.apache.pulsar:* pypi:pulsar-client
    infrastructure  zookeeper       image:zookeeper helm:zookeeper
    infrastructure  localstack      image:localstack/localstack
    infrastructure  mailhog         image:mailhog/mailhog image:axllent/mailpit
    infrastructure  buildkite       file:buildkite.yml
    infrastructure  woodpecker      file:.woodpecker.yml file:.woodpecker.yaml
    infrastructure  appveyor        file:appveyor.yml file:.appveyor.yml
    infrastructure  semaphore       file:semaphore.yml
    infrastructure  codecov         file:codecov.yml file:.codecov.yml action:codecov/codecov-action
    infrastructure  sonarqube       file:sonar-project.properties image:sonarqube plugin:org.sonarqube
    infrastructure  snyk            file:.snyk
    infrastructure  tox             file:tox.ini pypi:tox
    infrastructure  nox             file:noxfile.py pypi:nox
    infrastructure  pdm             file:pdm.lock
    infrastructure  pipenv          file:Pipfile.lock file:Pipfile
    infrastructure  pixi            file:pixi.toml file:pixi.lock
    infrastructure  rye             file:requirements.lock
    infrastructure  mise            file:mise.toml file:.mise.toml
    infrastructure  asdf            file:.tool-versions
    infrastructure  devbox          file:devbox.json
    infrastructure  sbt             file:build.sbt
    infrastructure  leiningen       file:project.clj
    infrastructure  autotools       file:configure.ac
    infrastructure  scons           file:SConstruct
    infrastructure  xmake           file:xmake.lua
    infrastructure  goreleaser      file:.goreleaser.yml file:.goreleaser.yaml action:goreleaser/goreleaser-action
    infrastructure  rush            file:rush.json
    infrastructure  changesets      npm:@changesets/cli
    infrastructure  semantic-release npm:semantic-release
    infrastructure  pm2             npm:pm2 file:ecosystem.config.js
    infrastructure  clerk           npm:@clerk/nextjs
    infrastructure  stripe          npm:stripe pypi:stripe gem:stripe composer:stripe/stripe-php nuget:stripe.net
    infrastructure  auth0           npm:@auth0/nextjs-auth0 pypi:auth0-python terraform:provider/auth0
    infrastructure  twilio          npm:twilio pypi:twilio gem:twilio-ruby
    infrastructure  backstage       npm:@backstage/core-components file:catalog-info.yaml
    """
}
