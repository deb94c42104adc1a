using CinchMessage = AgentWire.Cinch.ServerMessage;
using SynapsMessage = AgentWire.Synaps.ServerMessage;

namespace AgentWire.Tests.Conformance;

/// <summary>The listed differences that no input can show, because they affect only writing.</summary>
public sealed class WritingDifferenceTests
{
    private static readonly Dictionary<string, Action<double>> Shown = new()
    {
        ["cinch/not-a-number-is-not-written"] = value =>
            AgentWire.Cinch.CinchWire.Server.ToJson(
                new CinchMessage.Round
                {
                    Number = 1,
                    MaxRounds = 1,
                    ContextPct = value,
                }
            ),
        ["synaps/not-a-number-is-not-written"] = value =>
            AgentWire.Synaps.SynapsWire.Server.ToJson(
                new SynapsMessage.Status
                {
                    Model = "m",
                    Thinking = "low",
                    Streaming = false,
                    SessionId = "s",
                    TotalInputTokens = 0,
                    TotalOutputTokens = 0,
                    SessionCost = value,
                    ConnectedClients = 0,
                }
            ),
    };

    [Fact]
    public void Each_difference_without_vectors_is_shown_here()
    {
        IEnumerable<string> withoutVectors = Repository.Dialects.SelectMany(dialect =>
            Repository
                .Manifest(dialect)
                .GetProperty("differences")
                .EnumerateArray()
                .Where(difference => difference.GetProperty("vectors").GetArrayLength() == 0)
                .Select(difference => $"{dialect}/{difference.GetProperty("id").GetString()}")
        );
        withoutVectors.ShouldBe(Shown.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Not_a_number_is_not_written(double value)
    {
        foreach (Action<double> write in Shown.Values)
        {
            Should.Throw<WireException>(() => write(value)).Code.ShouldBe(WireErrorCode.NotRepresentable);
            Should.NotThrow(() => write(0.5));
        }
    }
}
