using System.Reflection;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Tests;

/// <summary>The metadata of endpoints.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task Endpoints_name_the_type_of_their_messages()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        Map(app);
        IReadOnlyList<Endpoint> endpoints = ((IEndpointRouteBuilder)app).DataSources.Single().Endpoints;
        endpoints.Count.ShouldBe(4);
        foreach (Endpoint endpoint in endpoints)
        {
            IProducesResponseTypeMetadata produces = endpoint.Metadata.GetMetadata<IProducesResponseTypeMetadata>()!;
            endpoint
                .Metadata.OfType<IProducesResponseTypeMetadata>()
                .First(metadata => metadata.Type is not null)
                .Type.ShouldBe(typeof(ServerMessage));
            produces.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Results_tell_status_and_content_type()
    {
        Scripted script = new();
        IResult events = WireResults.ServerSentEvents(SynapsWire.Server, script.All());
        ((IStatusCodeHttpResult)events).StatusCode.ShouldBe(200);
        ((IContentTypeHttpResult)events).ContentType.ShouldBe("text/event-stream");
        IResult lines = WireResults.NewlineDelimited(SynapsWire.Server, script.All());
        ((IStatusCodeHttpResult)lines).StatusCode.ShouldBe(200);
        ((IContentTypeHttpResult)lines).ContentType.ShouldBe("application/x-ndjson");
        IResult socket = WireResults.WebSocket(SynapsWire.Server, script.All());
        ((IStatusCodeHttpResult)socket).StatusCode.ShouldBe(101);
    }

    [Fact]
    public void A_result_is_named_after_what_makes_it()
    {
        MethodInfo[] factories = typeof(WireResults).GetMethods(BindingFlags.Public | BindingFlags.Static);
        factories.Select(each => each.Name).Distinct().Count().ShouldBe(3);
        foreach (MethodInfo factory in factories)
        {
            factory.ReturnType.Name.Split('`')[0].ShouldBe($"Wire{factory.Name}HttpResult");
        }
    }

    [Fact]
    public void No_public_member_hides_another()
    {
        Type[] types = typeof(WireResults).Assembly.GetExportedTypes();
        types.SelectMany(Hidden).ShouldBeEmpty();
        Hidden(typeof(Hiding)).ShouldBe(["Hiding.Default hides Hid.Default"]);
    }

    private static IEnumerable<string> Hidden(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        for (Type? below = type.BaseType; below is not null && below != typeof(object); below = below.BaseType)
        {
            foreach (PropertyInfo property in type.GetProperties(Public | BindingFlags.DeclaredOnly))
            {
                bool overrides = property.GetMethod!.GetBaseDefinition() != property.GetMethod;
                if (!overrides && below.GetProperty(property.Name, Public | BindingFlags.DeclaredOnly) is not null)
                {
                    yield return $"{type.Name}.{property.Name} hides {below.Name}.{property.Name}";
                }
            }
        }
    }

    private record Hid
    {
        public static Hid Default { get; } = new();
    }

    private sealed record Hiding : Hid
    {
        public static new Hiding Default { get; } = new();
    }

#if NET10_0_OR_GREATER
    [Fact]
    public async Task An_OpenAPI_document_names_the_schema_of_the_messages()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            app =>
            {
                app.MapOpenApi();
                Map(app);
            },
            services =>
                services
                    .AddOpenApi()
                    .ConfigureHttpJsonOptions(options =>
                        options.SerializerOptions.TypeInfoResolverChain.Insert(0, SynapsWire.TypeInfoResolver)
                    )
        );
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(
            await server.Http.GetStringAsync("/openapi/v1.json")
        );
        System.Text.Json.JsonElement paths = document.RootElement.GetProperty("paths");
        Schema(paths, "/sse", "200", "text/event-stream").ShouldBe("#/components/schemas/ServerMessage");
        Schema(paths, "/ndjson", "200", "application/x-ndjson").ShouldBe("#/components/schemas/ServerMessage");
        Schema(paths, "/socket", "101", "application/json").ShouldBe("#/components/schemas/ServerMessage");
        Schema(paths, "/chat", "101", "application/json").ShouldBe("#/components/schemas/ServerMessage");
    }

    private static string? Schema(System.Text.Json.JsonElement paths, string path, string status, string contentType) =>
        paths
            .GetProperty(path)
            .GetProperty("get")
            .GetProperty("responses")
            .GetProperty(status)
            .GetProperty("content")
            .GetProperty(contentType)
            .GetProperty("schema")
            .GetProperty("$ref")
            .GetString();
#endif

    private static void Map(WebApplication app)
    {
        Scripted script = new();
        app.MapGet("/sse", () => WireResults.ServerSentEvents(SynapsWire.Server, script.All()));
        app.MapGet("/ndjson", () => WireResults.NewlineDelimited(SynapsWire.Server, script.All()));
        app.MapGet("/socket", () => WireResults.WebSocket(SynapsWire.Server, script.All()));
        app.MapWireWebSocket("/chat", SynapsWire.Client, SynapsWire.Server, (_, _) => Task.CompletedTask);
    }
}
