using AgentWire.Fuzzing.Peers;

namespace AgentWire.Fuzzing.Differential;

/// <summary>A difference that nothing in the input explains.</summary>
internal sealed record Disagreement(
    Question Question,
    string Peer,
    Difference Difference,
    Answer Ours,
    Answer Theirs,
    string Origin
);

/// <summary>The number of times that a predicate matched a peer: where it was needed, and where it was not.</summary>
internal sealed class Count
{
    public long Explained { get; set; }

    public long Agreed { get; set; }
}

/// <summary>Asks the library and its peers the same questions, and compares their answers.</summary>
internal sealed class DifferentialRun(Peer library, IReadOnlyList<Peer> peers)
{
    private readonly Predicates _predicates = new();
    private readonly Dictionary<Expectation, Count> _counts = [];
    private readonly List<Disagreement> _unexplained = [];

    /// <summary>Gets the counts, sorted by predicate, peer and kind of difference.</summary>
    public IEnumerable<KeyValuePair<Expectation, Count>> Counts =>
        _counts
            .OrderBy(count => count.Key.Predicate, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Peer, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Difference);

    /// <summary>Gets the expectations of predicates that no example shows.</summary>
    public IReadOnlyList<Expectation> Unpinned =>
        [.. _counts.Keys.Except(PinnedExample.All.Select(example => example.Expectation))];

    public IReadOnlyList<Disagreement> Unexplained => _unexplained;

    public long Questions { get; private set; }

    public long Accepted { get; private set; }

    /// <param name="questions">The questions.</param>
    /// <param name="origin">Returns the origin of a question, by its index.</param>
    public void Ask(IReadOnlyList<Question> questions, Func<int, string> origin)
    {
        Task<Answer[]>[] asked = [.. peers.Select(peer => Task.Run(() => peer.Ask(questions)))];
        Answer[] ours = library.Ask(questions);
        Answer[][] theirs = Task.WhenAll(asked).GetAwaiter().GetResult();
        for (int i = 0; i < questions.Count; i++)
        {
            Questions++;
            Accepted += ours[i].Verdict == Verdict.Accepts ? 1 : 0;
            IReadOnlySet<Expectation> expectations = _predicates.Of(questions[i]);
            for (int p = 0; p < peers.Count; p++)
            {
                Difference? difference = Compare(ours[i], theirs[p][i]);
                Expectation[] fitting = [.. expectations.Where(e => e.Peer == peers[p].Name)];
                foreach (Expectation expectation in fitting)
                {
                    Count count = CountOf(expectation);
                    count.Explained += expectation.Difference == difference ? 1 : 0;
                    count.Agreed += expectation.Difference == difference ? 0 : 1;
                }

                if (difference is { } found && fitting.All(expectation => expectation.Difference != found))
                {
                    _unexplained.Add(new(questions[i], peers[p].Name, found, ours[i], theirs[p][i], origin(i)));
                }
            }
        }
    }

    /// <summary>Returns how another answer differs from ours, or null if it does not.</summary>
    public static Difference? Compare(Answer ours, Answer theirs) =>
        (ours.Verdict, theirs.Verdict) switch
        {
            (_, Verdict.Skips) => null,
            (_, Verdict.Fails) => Difference.Fails,
            (Verdict.Accepts, Verdict.Refuses) => Difference.Refuses,
            (Verdict.Refuses, Verdict.Accepts) => Difference.Accepts,
            (Verdict.Accepts, _) when theirs.Output is { } output && !output.AsSpan().SequenceEqual(ours.Output) =>
                Difference.Writes,
            _ => null,
        };

    private Count CountOf(Expectation expectation)
    {
        if (!_counts.TryGetValue(expectation, out Count? count))
        {
            _counts.Add(expectation, count = new());
        }

        return count;
    }
}
