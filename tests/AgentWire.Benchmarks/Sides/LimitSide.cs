using System.Text.Json;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>What bounds the others: the tokens without their values, and the bytes without their meaning.</summary>
internal static class LimitSide
{
    public static IEnumerable<Contender> Read<T>(Corpus<T> corpus)
        where T : notnull
    {
        yield return Contender.Here(Works.Read, SideNames.Tokens, () => Tokens(corpus));
        byte[] copy = new byte[corpus.Bytes];
        yield return Contender.Here(
            Works.Read,
            SideNames.Copy,
            () =>
            {
                for (int i = 0; i < corpus.Count; i++)
                {
                    corpus.Message(i).CopyTo(copy);
                }
            }
        );
    }

    private static void Tokens<T>(Corpus<T> corpus)
        where T : notnull
    {
        for (int i = 0; i < corpus.Count; i++)
        {
            Utf8JsonReader reader = new(corpus.Message(i));
            while (reader.Read()) { }
        }
    }
}
