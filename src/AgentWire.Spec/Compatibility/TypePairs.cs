using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Matches the types of the old and the new version: by name, or by form if only the name has changed.</summary>
internal sealed class TypePairs
{
    private readonly Dialect _before;
    private readonly Dialect _after;
    private readonly Dictionary<string, string> _pairs;

    public TypePairs(Dialect before, Dialect after)
    {
        _before = before;
        _after = after;
        _pairs = before
            .Types.Select(type => type.Name)
            .Intersect(after.Types.Select(type => type.Name))
            .ToDictionary(name => name, StringComparer.Ordinal);
        foreach (NamedType gone in before.Types.Where(type => !_pairs.ContainsKey(type.Name)))
        {
            if (Added.FirstOrDefault(came => HasSameForm(gone, came)) is { } renamed)
            {
                _pairs.Add(gone.Name, renamed.Name);
            }
        }
    }

    /// <summary>Gets the types of the new version that match no type of the old one.</summary>
    public IEnumerable<NamedType> Added => _after.Types.Where(type => !_pairs.ContainsValue(type.Name));

    public NamedType? Find(NamedType old) => _pairs.TryGetValue(old.Name, out string? name) ? _after.Find(name) : null;

    public bool AreSame(string oldName, string newName) => _pairs.GetValueOrDefault(oldName) == newName;

    public NamedType Old(string name) => _before.Find(name);

    public NamedType New(string name) => _after.Find(name);

    /// <summary>Returns whether two types differ at most in wording. For recursive types, assumes that the types match each other.</summary>
    private bool HasSameForm(NamedType gone, NamedType came)
    {
        _pairs.Add(gone.Name, came.Name);
        try
        {
            return Comparison.IsSame(this, trial => trial.Types.Compare(gone, came, came.Name));
        }
        finally
        {
            _pairs.Remove(gone.Name);
        }
    }
}
