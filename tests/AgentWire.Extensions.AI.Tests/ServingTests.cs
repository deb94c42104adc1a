using System.Net.Http.Json;
using AgentWire.AgUi;
using AgentWire.AspNetCore;
using AgentWire.Extensions.AI.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static AgentWire.Extensions.AI.Tests.Support.ScriptedChatClient;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>A chat client that an application serves over HTTP.</summary>
public sealed class ServingTests
{
    [Fact]
    public async Task An_application_serves_a_chat_client()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IChatClient>(
            new ScriptedChatClient([Says(new TextContent("Hel")), Says(new TextContent("lo"))])
        );
        await using WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost(
            "/agent",
            (RunAgentInput input, IChatClient model) =>
                WireResults.ServerSentEvents(AgUiWire.Server, model.GetRun(input))
        );
        await app.StartAsync();
        using HttpClient http = new() { BaseAddress = new(app.Urls.First()) };
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/agent", Streams.Input);
        string[] lines = (await answer.Content.ReadAsStringAsync()).Split(
            "\n\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        List<Event> events = [.. lines.Select(line => AgUiWire.Server.Read(line["data: ".Length..]))];
        Streams
            .Tags(events)
            .ShouldBe(
                "RUN_STARTED TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END RUN_FINISHED"
            );
        await app.StopAsync();
    }
}
