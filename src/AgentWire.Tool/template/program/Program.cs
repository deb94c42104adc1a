using __namespace__;

// Reads a recorded session, shows what each message says, and checks that it is written as it was read.
string session = Path.Combine(AppContext.BaseDirectory, "spec", "__name__", "sessions", "server.ndjson");
foreach (string line in File.ReadLines(session))
{
    ServerMessage message = __prefix__Wire.Server.Read(line);
    Console.WriteLine(
        message switch
        {
            ServerMessage.Started started => $"job {started.Job} has started",
            ServerMessage.Progress progress => $"job {progress.Job}: {progress.Percent} %",
            ServerMessage.Unknown unknown => $"a message that this version does not know: {unknown.Tag}",
            _ => $"{message}",
        }
    );
    if (__prefix__Wire.Server.ToJson(message) != line)
    {
        throw new InvalidOperationException($"The line is not in its canonical form: {line}");
    }
}

Console.WriteLine(__prefix__Wire.Client.ToJson(new ClientMessage.Start { Job = "build-1", Priority = 3 }));
