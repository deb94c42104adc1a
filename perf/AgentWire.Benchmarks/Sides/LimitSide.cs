using System.Text.Json;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>Lower bounds for the others: the tokens without their values, and the bytes without their meaning.</summary>
internal static class LimitSide
{
    public static IEnumerable<Contender> Read(Messages messages)
    {
        yield return Contender.Here(Works.Read, SideNames.Tokens, () => Tokens(messages));
        byte[] copy = new byte[messages.Bytes];
        yield return Contender.Here(
            Works.Read,
            SideNames.Copy,
            () =>
            {
                for (int i = 0; i < messages.Count; i++)
                {
                    messages[i].CopyTo(copy);
                }
            }
        );
    }

    private static void Tokens(Messages messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            Utf8JsonReader reader = new(messages[i]);
            while (reader.Read()) { }
        }
    }
}
