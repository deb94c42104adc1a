namespace Acme.Charging.Simulator;

/// <summary>Records the messages of both sides, one a line.</summary>
internal sealed class Recording(string folder) : IDisposable
{
    private readonly StreamWriter _server = Create(folder, "server.ndjson");
    private readonly StreamWriter _client = Create(folder, "client.ndjson");

    public void Add(ServerMessage message) => _server.WriteLine(ChargingWire.Server.ToJson(message));

    public void Add(ClientMessage message) => _client.WriteLine(ChargingWire.Client.ToJson(message));

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    private static StreamWriter Create(string folder, string name) =>
        new(Path.Combine(folder, name)) { NewLine = "\n" };
}
