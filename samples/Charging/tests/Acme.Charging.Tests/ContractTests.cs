using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentWire;
using Xunit;

namespace Acme.Charging.Tests;

/// <summary>The generated C# reads the vectors and the recorded sessions of the contract.</summary>
public class ContractTests
{
    private static readonly string Contract = Path.Combine(AppContext.BaseDirectory, "charging");

    public static TheoryData<string> Sessions => Files("sessions", "*.ndjson");

    public static TheoryData<string> Vectors => Files("vectors", "*.json");

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_recorded_session_is_read_and_written_byte_for_byte(string file)
    {
        bool isServer = file.StartsWith("server", StringComparison.Ordinal);
        WireCodec codec = isServer ? ChargingWire.Server : ChargingWire.Client;
        foreach (string line in File.ReadLines(Path.Combine(Contract, "sessions", file)))
        {
            Assert.Equal(line, Read(codec, Encoding.UTF8.GetBytes(line)));
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vectors_are_read_and_written_as_they_say(string file)
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Contract, "vectors", file)));
        string? type = vectors.RootElement.GetProperty("type").GetString();
        WireCodec codec = ChargingWire.Dialect.Types.Single(codec => codec.TypeName == type);
        foreach (JsonElement each in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            byte[] input = each.TryGetProperty("input", out JsonElement text)
                ? Encoding.UTF8.GetBytes(text.GetString()!)
                : each.GetProperty("inputBase64").GetBytesFromBase64();
            Assert.Equal(Expected(each.GetProperty("read"), input), Read(codec, input));
        }
    }

    [Fact]
    public void An_older_charger_gets_what_it_knows()
    {
        WireCodec<ServerMessage> codec = ChargingWire.Server.With(new WireOptions { PeerVersion = "1.0" });
        var settings = new ServerMessage.Settings
        {
            Connector = "left",
            Limit = 16,
            Phases = 1,
        };
        Assert.Equal("""{"type":"settings","connector":"left","limit":16}""", codec.ToJson(settings));
    }

    [Fact]
    public void A_message_that_an_older_service_does_not_know_is_refused()
    {
        WireCodec<ClientMessage> codec = ChargingWire.Client.With(new WireOptions { PeerVersion = "1.0" });
        WireException refusal = Assert.Throws<WireException>(() =>
            codec.ToJson(new ClientMessage.Fault { Code = FaultCode.LockFailure })
        );
        Assert.Equal(WireErrorCode.NotRepresentable, refusal.Code);
    }

    private static string Expected(JsonElement read, byte[] input) =>
        read.TryGetProperty("code", out JsonElement code)
            ? $"{code} at {read.GetProperty("pointer")} (byte {read.GetProperty("offset")})"
        : read.TryGetProperty("output", out JsonElement output) ? $"{output}"
        : Encoding.UTF8.GetString(input);

    /// <summary>Reads a message, and returns what it is written as, or the error.</summary>
    private static string Read(WireCodec codec, byte[] input)
    {
        if (!codec.TryReadObject(input, out object? message, out WireError error))
        {
            return $"{error.Code.ToWireName()} at {error.Pointer} (byte {error.ByteOffset})";
        }

        ArrayBufferWriter<byte> written = new();
        codec.WriteObject(written, message);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static TheoryData<string> Files(string folder, string pattern)
    {
        string path = Path.Combine(Contract, folder);
        return
        [
            .. Directory
                .GetFiles(path, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file)),
        ];
    }
}
