using System.Globalization;
using System.Numerics;
using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares two versions of a value's type.</summary>
internal sealed class ValueDiff(Comparison all)
{
    // A comparison of recursive types in each other's place would not end.
    private readonly HashSet<(string, string)> _underWay = [];

    public void Compare(TypeRef before, TypeRef after, string path, Location place)
    {
        switch (before, after)
        {
            case (NamedRef old, NamedRef now) when all.Pairs.AreSame(old.Name, now.Name):
                break;
            case (var old, var now) when TextOf(old, all.Old) is { } oldText && TextOf(now, all.New) is { } newText:
                CompareText(oldText, newText, path, place);
                break;
            case (NamedRef old, NamedRef now):
                CompareInPlace(old.Name, now.Name, path);
                break;
            case (ListRef old, ListRef now):
                CompareLength(old.MinItems, null, now.MinItems, null, "items", path, place);
                Compare(old.Item, now.Item, path, place);
                break;
            case (MapRef old, MapRef now):
                Compare(old.Value, now.Value, path, place);
                break;
            case (MapRef, OpaqueRef { IsObject: true }):
                Tell(ValueRules.ValueWidened);
                break;
            case (OpaqueRef { IsObject: true }, MapRef):
                Tell(ValueRules.ValueNarrowed);
                break;
            case (NumberRef old, NumberRef now):
                CompareWidth(old, now, path, place);
                break;
            case (OpaqueRef old, OpaqueRef now):
                CompareOpaque(old, now, path, place);
                break;
            case (IntegerRef or ConstantRef.Integer, IntegerRef or ConstantRef.Integer):
                CompareBounds(BoundsOf(before), BoundsOf(after), path, place);
                break;
            case (ConstantRef old, ConstantRef now) when old == now:
                break;
            case (ConstantRef old, _) when Contains(after, all.New, old):
                Tell(ValueRules.ValueWidened);
                break;
            case (_, ConstantRef now) when Contains(before, all.Old, now):
                Tell(ValueRules.ValueNarrowed);
                break;
            case (BooleanRef, BooleanRef):
                break;
            case (OpaqueRef { IsObject: false }, _):
                Tell(ValueRules.ValueNarrowed);
                break;
            case (StringRef or BooleanRef or IntegerRef or ConstantRef, OpaqueRef { IsObject: false }):
                Tell(ValueRules.ValueWidened);
                break;
            default:
                Tell(ValueRules.ValueChanged);
                break;
        }

        void Tell(Rule rule) =>
            all.Changes.Add(rule, path, place, $"it is {InWords(after)}, and was {InWords(before)}");
    }

    public void CompareText(TextShape before, TextShape after, string path, Location place)
    {
        if (before.IsClosed != after.IsClosed)
        {
            all.Changes.Add(
                after.IsClosed ? ValueRules.SetClosed : ValueRules.SetOpened,
                path,
                place,
                after.IsClosed ? "only the values of a set are allowed" : "other strings are allowed too"
            );
        }

        if (before.Values is not null && after.Values is not null)
        {
            CompareValues(before, after, path, place);
        }

        CompareLength(
            before.Text.MinLength ?? 0,
            before.Text.MaxLength,
            after.Text.MinLength ?? 0,
            after.Text.MaxLength,
            "characters",
            path,
            place
        );
        CompareOptional(
            PatternOf(before.Text),
            PatternOf(after.Text),
            (ValueRules.PatternAdded, ValueRules.PatternRemoved, ValueRules.PatternChanged),
            "pattern"
        );
        CompareOptional(
            before.Kind,
            after.Kind,
            (ValueRules.ScalarKindAdded, ValueRules.ScalarKindRemoved, ValueRules.ScalarKindChanged),
            "meaning"
        );

        void CompareOptional(string? old, string? now, (Rule Added, Rule Removed, Rule Changed) rules, string noun)
        {
            if (old != now)
            {
                all.Changes.Add(
                    old is null ? rules.Added
                        : now is null ? rules.Removed
                        : rules.Changed,
                    path,
                    place,
                    $"the {noun} is {now ?? "gone"}, and was {old ?? "none"}"
                );
            }
        }
    }

    /// <summary>Compares two types if another type is used here. The differences are reported at this place.</summary>
    private void CompareInPlace(string before, string after, string path)
    {
        if (_underWay.Add((before, after)))
        {
            all.Types.CompareForm(all.Old(before), all.New(after), path);
            _underWay.Remove((before, after));
        }
    }

    private void CompareValues(TextShape before, TextShape after, string path, Location place)
    {
        Dictionary<string, StringSetValue> old = before.Values!.ToDictionary(value => value.Text);
        Dictionary<string, StringSetValue> now = after.Values!.ToDictionary(value => value.Text);
        foreach (StringSetValue gone in before.Values!.Where(value => !now.ContainsKey(value.Text)))
        {
            all.Changes.Add(ValueRules.SetValueRemoved, path, gone.Origin, $"the value \"{gone.Text}\" is removed");
        }

        foreach (StringSetValue value in after.Values!)
        {
            if (!old.TryGetValue(value.Text, out StringSetValue? was))
            {
                all.Changes.Add(
                    before.IsClosed ? ValueRules.SetValueAddedToClosedSet : ValueRules.SetValueAdded,
                    path,
                    value.Origin,
                    $"the value \"{value.Text}\" is added"
                );
                continue;
            }

            if (was.Name != value.Name)
            {
                all.Changes.Add(
                    WordingRules.NameChanged,
                    value.Path,
                    value.Origin,
                    $"it is called {value.Name}, and was {was.Name}"
                );
            }

            if (was.Description != value.Description)
            {
                all.Changes.Add(WordingRules.WordsChanged, value.Path, value.Origin, "its description has changed");
            }
        }
    }

    private void CompareLength(
        int oldMinimum,
        int? oldMaximum,
        int newMinimum,
        int? newMaximum,
        string unit,
        string path,
        Location place
    )
    {
        BigInteger oldMost = oldMaximum ?? int.MaxValue;
        BigInteger newMost = newMaximum ?? int.MaxValue;
        string what = $"{InWords(newMinimum, newMaximum)} {unit}, and was {InWords(oldMinimum, oldMaximum)} {unit}";
        Add(
            newMinimum > oldMinimum || newMost < oldMost,
            newMinimum < oldMinimum || newMost > oldMost,
            (ValueRules.LengthNarrowed, ValueRules.LengthWidened),
            path,
            place,
            what
        );

        static string InWords(int minimum, int? maximum) =>
            maximum is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"{minimum} to {most}")
                : string.Create(CultureInfo.InvariantCulture, $"{minimum} or more");
    }

    private void CompareBounds(
        (BigInteger Minimum, BigInteger Maximum) old,
        (BigInteger Minimum, BigInteger Maximum) now,
        string path,
        Location place
    ) =>
        Add(
            now.Minimum > old.Minimum || now.Maximum < old.Maximum,
            now.Minimum < old.Minimum || now.Maximum > old.Maximum,
            (ValueRules.BoundsNarrowed, ValueRules.BoundsWidened),
            path,
            place,
            $"{now.Minimum} to {now.Maximum}, and was {old.Minimum} to {old.Maximum}"
        );

    private void CompareWidth(NumberRef old, NumberRef now, string path, Location place) =>
        Add(
            now.IsWidened && !old.IsWidened,
            old.IsWidened && !now.IsWidened,
            (ValueRules.WidthTo32, ValueRules.WidthTo64),
            path,
            place,
            $"it is {InWords(now)}, and was {InWords(old)}"
        );

    private void CompareOpaque(OpaqueRef old, OpaqueRef now, string path, Location place) =>
        Add(
            (now.IsObject && !old.IsObject) || (old.HasNull && !now.HasNull),
            (old.IsObject && !now.IsObject) || (now.HasNull && !old.HasNull),
            (ValueRules.ValueNarrowed, ValueRules.ValueWidened),
            path,
            place,
            $"it is {InWords(now)}, and was {InWords(old)}"
        );

    private void Add(
        bool isNarrower,
        bool isWider,
        (Rule Narrowed, Rule Widened) rules,
        string path,
        Location place,
        string what
    )
    {
        if (isNarrower)
        {
            all.Changes.Add(rules.Narrowed, path, place, what);
        }

        if (isWider)
        {
            all.Changes.Add(rules.Widened, path, place, what);
        }
    }

    /// <summary>Returns whether a string or Boolean of such a type can have the value of a constant.</summary>
    private static bool Contains(TypeRef type, Func<string, NamedType> find, ConstantRef constant) =>
        (type, constant) switch
        {
            (BooleanRef, ConstantRef.Boolean) => true,
            (StringRef text, ConstantRef.Text { Value: var value }) => Contains(text, value),
            (NamedRef named, ConstantRef.Text { Value: var value }) => find(named.Name) switch
            {
                StringSet set => set.IsOpen || set.Values.Any(each => each.Text == value),
                ScalarType { Kind: null, Text: var text } => Contains(text, value),
                _ => false,
            },
            _ => false,
        };

    private static bool Contains(StringRef type, string text)
    {
        int length = text.EnumerateRunes().Count();
        return !type.HasPattern && length >= (type.MinLength ?? 0) && length <= (type.MaxLength ?? int.MaxValue);
    }

    private static string? PatternOf(StringRef text) =>
        text.Pattern ?? (text.Excluded is { } excluded ? $"anything but {excluded}" : null);

    private static TextShape? TextOf(TypeRef type, Func<string, NamedType> find) =>
        type switch
        {
            StringRef text => TextShape.Of(text),
            NamedRef named when find(named.Name) is StringSet or ScalarType => TextShape.Of(find(named.Name)),
            _ => null,
        };

    private static (BigInteger Minimum, BigInteger Maximum) BoundsOf(TypeRef type) =>
        type is ConstantRef.Integer constant
            ? (constant.Value, constant.Value)
            : (((IntegerRef)type).Minimum, ((IntegerRef)type).Maximum);

    private static string InWords(TypeRef type) =>
        type switch
        {
            StringRef => "a string",
            BooleanRef => "a Boolean",
            IntegerRef => "an integer",
            ConstantRef.Text constant => $"always \"{constant.Value}\"",
            ConstantRef.Integer constant => $"always {constant.Value}",
            ConstantRef.Boolean constant => $"always {(constant.Value ? "true" : "false")}",
            NumberRef { IsWidened: true } => "a 32-bit float",
            NumberRef => "a number",
            OpaqueRef { IsObject: true } => "any object",
            OpaqueRef { IsNotNull: true } => "any JSON but null",
            OpaqueRef => "any JSON",
            ListRef list => $"a list of {InWords(list.Item)}",
            MapRef map => $"a map of {InWords(map.Value)}",
            _ => ((NamedRef)type).Name,
        };
}
