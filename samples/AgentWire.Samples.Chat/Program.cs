using System.Text;
using AgentWire.Runs;
using AgentWire.Samples.Chat;

const string Usage = """
    Talks with an agent over AG-UI. Each line of the input is a message, or the answer to a question.

      chat [ADDRESS]

    ADDRESS   http://127.0.0.1:5128/agent by default
    """;

if (
    args.Length > 1
    || !Uri.TryCreate(args.FirstOrDefault() ?? "http://127.0.0.1:5128/agent", UriKind.Absolute, out Uri? address)
)
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
Console.InputEncoding = Encoding.UTF8;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
using HttpClient http = new();
try
{
    await new Conversation(new AgUiClient(http, address), Console.In, Console.Out).RunAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    return 0;
}
catch (AgUiException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
