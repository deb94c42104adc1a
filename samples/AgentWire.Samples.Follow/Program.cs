using System.Text;
using AgentWire.Samples.Follow;

const string Usage = """
    Follows a session of the gateway sample.

      follow DIALECT [ADDRESS] [--json]

    DIALECT   walrus, cinch, smooth-operator, systemprompt or synaps
    ADDRESS   http://127.0.0.1:5127 by default; for walrus also the path of its Unix socket
    --json    prints each message as one line of JSON
    """;

bool json = args.Contains("--json");
string[] words = [.. args.Where(word => word != "--json")];
if (words.Length is 0 or > 2 || !Follower.Dialects.Contains(words[0]))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
try
{
    Screen screen = new(Console.Out, json, isTerminal: !Console.IsOutputRedirected);
    await Follower.FollowAsync(words[0], words.ElementAtOrDefault(1) ?? "http://127.0.0.1:5127", screen, stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    return 0;
}
catch (Exception exception)
    when (exception
            is IOException
                or HttpRequestException
                or System.Net.WebSockets.WebSocketException
                or System.Net.Sockets.SocketException
    )
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
