using System.Text;

namespace AgentWire.Generator.Vectors;

/// <summary>Specifies a part of a value at a place.</summary>
internal enum Spot
{
    /// <summary>The first byte of the value.</summary>
    Value,

    /// <summary>The first byte of the member's name.</summary>
    Name,

    /// <summary>The closing bracket.</summary>
    End,
}

/// <summary>A place in a JSON value: the index of the member or item at each level. Changes at a place return a new value.</summary>
internal sealed record JsonPlace(IReadOnlyList<int> Steps)
{
    public static readonly JsonPlace Root = new([]);

    /// <summary>Returns the first place with these names, or null if there is none.</summary>
    public static JsonPlace? Find(Json root, IReadOnlyList<string> names)
    {
        JsonPlace place = Root;
        Json at = root;
        foreach (string name in names)
        {
            int step = at is Json.Object json ? IndexOf(json, name) : -1;
            if (step < 0)
            {
                return null;
            }

            place = place.At(step);
            at = Child(at, step);
        }

        return place;
    }

    public JsonPlace At(int step) => new([.. Steps, step]);

    public string PointerIn(Json root)
    {
        StringBuilder pointer = new();
        Json at = root;
        foreach (int step in Steps)
        {
            string name = at is Json.Object json ? json.Members[step].Name : $"{step}";
            pointer
                .Append('/')
                .Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            at = Child(at, step);
        }

        return pointer.ToString();
    }

    /// <summary>Returns the offset in the compact text, in bytes from 0.</summary>
    public int OffsetIn(Json root, Spot spot)
    {
        int offset = 0;
        Json at = root;
        for (int level = 0; level < Steps.Count; level++)
        {
            int step = Steps[level];
            IEnumerable<object> parts = at is Json.Object json ? json.Members : ((Json.List)at).Items;
            offset += 1 + parts.Take(step).Sum(part => BytesOf(part) + 1);
            bool isName = spot == Spot.Name && level == Steps.Count - 1;
            if (at is Json.Object parent && !isName)
            {
                offset += Encoding.UTF8.GetByteCount(Json.Quote(parent.Members[step].Name)) + 1;
            }

            at = Child(at, step);
        }

        return spot == Spot.End ? offset + BytesOf(at) - 1 : offset;
    }

    /// <summary>Returns the whole value with another value at this place.</summary>
    public Json Replace(Json root, Json value) => Change(root, Steps, _ => value);

    /// <summary>Returns the whole value without this member.</summary>
    public Json Remove(Json root)
    {
        int last = Steps[^1];
        return Change(
            root,
            [.. Steps.SkipLast(1)],
            at => new Json.Object([.. ((Json.Object)at).Members.Where((_, index) => index != last)])
        );
    }

    /// <summary>Returns the whole value with this member repeated at the end of its object.</summary>
    public Json Repeat(Json root)
    {
        int last = Steps[^1];
        return Change(
            root,
            [.. Steps.SkipLast(1)],
            at => at is Json.Object json ? new Json.Object([.. json.Members, json.Members[last]]) : at
        );
    }

    /// <summary>Returns the whole value with an additional member in the object at this place.</summary>
    public Json Insert(Json root, int index, JsonMember member) =>
        Change(
            root,
            Steps,
            at =>
            {
                List<JsonMember> members = [.. ((Json.Object)at).Members];
                members.Insert(index, member);
                return new Json.Object(members);
            }
        );

    public Json ValueIn(Json root) => Steps.Aggregate(root, Child);

    private static int IndexOf(Json.Object json, string name) =>
        json.Members.Select(member => member.Name).ToList().IndexOf(name);

    private static int BytesOf(object part) => Encoding.UTF8.GetByteCount(part.ToString()!);

    private static Json Child(Json at, int step) =>
        at is Json.Object json ? json.Members[step].Value : ((Json.List)at).Items[step];

    private static Json Change(Json at, IReadOnlyList<int> steps, Func<Json, Json> change)
    {
        if (steps.Count == 0)
        {
            return change(at);
        }

        Json inner = Change(Child(at, steps[0]), [.. steps.Skip(1)], change);
        return at is Json.Object json
            ? new Json.Object([.. json.Members.Select((m, i) => i == steps[0] ? m with { Value = inner } : m)])
            : new Json.List([.. ((Json.List)at).Items.Select((item, i) => i == steps[0] ? inner : item)]);
    }
}
