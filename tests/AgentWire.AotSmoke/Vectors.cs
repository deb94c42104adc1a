using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AgentWire.AotSmoke;

/// <summary>Reads the inputs of a vector file, and writes the values.</summary>
internal static class Vectors
{
    public static void Run(string file, WireDialect dialect, Tally tally)
    {
        using JsonDocument vectors = JsonDocument.Parse(file);
        string type = vectors.RootElement.GetProperty("type").GetString()!;
        WireCodec codec = dialect.Types.Single(each => each.TypeName == type);
        foreach (JsonElement vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            tally.Vectors++;
            byte[] input = vector.TryGetProperty("inputBase64", out JsonElement base64)
                ? base64.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(vector.GetProperty("input").GetString()!);
            string wanted = Wanted(vector.GetProperty("read"), input);
            string found = Read(codec, input);
            tally.Expect(
                found == wanted,
                $"{dialect.Name}/{type}/{vector.GetProperty("id")}: {found}, and not {wanted}"
            );
        }
    }

    /// <summary>Returns the expected error code, or the expected bytes.</summary>
    private static string Wanted(JsonElement read, byte[] input) =>
        read.TryGetProperty("code", out JsonElement code) ? code.GetString()!
        : read.TryGetProperty("output", out JsonElement output) ? output.GetString()!
        : Encoding.UTF8.GetString(input);

    private static string Read(WireCodec codec, byte[] input)
    {
        if (!codec.TryReadObject(input, out object? value, out WireError error))
        {
            return error.Code.ToWireName();
        }

        ArrayBufferWriter<byte> output = new();
        codec.WriteObject(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
