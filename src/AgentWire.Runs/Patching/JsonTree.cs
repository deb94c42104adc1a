using AgentWire.AgUi;

namespace AgentWire.Runs.Patching;

/// <summary>
/// A document that patches change in place, so that the costs of a patch are those of its operations and not those of the
/// document. A patch that fails is undone.
/// </summary>
internal sealed class JsonTree
{
    private readonly WireOptions _limits;
    private readonly UndoLog _undo = new();
    private JsonPart _root;
    private RawJson? _written;

    public JsonTree(RawJson document, WireOptions limits)
    {
        _limits = limits;
        _written = document;
        _root = JsonPart.Of(document);
    }

    public RawJson ToRawJson() => _written ??= RawJson.Parse(_root.ToBytes());

    /// <summary>Applies a patch, or changes nothing and says why.</summary>
    /// <param name="patch">The operations.</param>
    /// <param name="skipsUnknown">Whether operations of unknown kinds are left out.</param>
    /// <param name="mustBeObject">Whether the result must be an object.</param>
    public JsonPatchError? Apply(WireList<PatchOperation> patch, bool skipsUnknown = false, bool mustBeObject = false)
    {
        int last = LastKnown(patch, skipsUnknown);
        for (int i = 0; i <= last; i++)
        {
            PatchOperation operation = patch[i];
            if (skipsUnknown && operation is PatchOperation.Unknown)
            {
                continue;
            }

            PatchFault? fault = Apply(operation);
            if (fault is null && _root.Size > _limits.MaxMessageBytes)
            {
                fault = PatchFault.TooLarge(_limits.MaxMessageBytes);
            }

            if (fault is null && mustBeObject && i == last && _root.Kind != JsonPartKind.Object)
            {
                fault = new PatchFault(JsonPatchErrorCode.NotAnObject, "the result is not an object");
            }

            if (fault is not null)
            {
                _root = _undo.Undo(_root);
                return fault.At(i, operation);
            }
        }

        if (_undo.Commit())
        {
            _written = null;
        }

        return null;
    }

    /// <summary>Returns the index of the last operation that is applied, or -1.</summary>
    private static int LastKnown(WireList<PatchOperation> patch, bool skipsUnknown)
    {
        int last = patch.Count - 1;
        while (last >= 0 && skipsUnknown && patch[last] is PatchOperation.Unknown)
        {
            last--;
        }

        return last;
    }

    /// <summary>Sets the members of another object, each as a whole. Both must be objects.</summary>
    public void Merge(RawJson members)
    {
        JsonPart source = JsonPart.Of(members);
        source.Open();
        _root.Open();
        foreach (JsonMembers.Member member in source.Members!.All)
        {
            Put(_root, member.Name, JsonPart.Of(member.Value!.ToBytes()));
        }

        if (_undo.Commit())
        {
            _written = null;
        }
    }

    private PatchFault? Apply(PatchOperation operation) =>
        operation switch
        {
            PatchOperation.Add add => Resolve(add.Path, out JsonPath path) ?? Add(path, JsonPart.Of(add.Value)),
            PatchOperation.Remove remove => Resolve(remove.Path, out JsonPath path) ?? Remove(path, out _),
            PatchOperation.Replace replace => Resolve(replace.Path, out JsonPath path)
                ?? Replace(path, JsonPart.Of(replace.Value)),
            PatchOperation.Move move => Resolve(move.From, out JsonPath from)
                ?? Resolve(move.Path, out JsonPath path)
                ?? Move(from, path),
            PatchOperation.Copy copy => Resolve(copy.From, out JsonPath from)
                ?? Resolve(copy.Path, out JsonPath path)
                ?? Copy(from, path),
            PatchOperation.Test test => Resolve(test.Path, out JsonPath path) ?? Test(path, JsonPart.Of(test.Value)),
            _ => new PatchFault(JsonPatchErrorCode.UnknownOperation, "this kind of operation is not known"),
        };

    private static PatchFault? Resolve(string pointer, out JsonPath path)
    {
        JsonPath? parsed = JsonPath.Parse(pointer);
        path = parsed!;
        return parsed is null
                ? new PatchFault(JsonPatchErrorCode.InvalidPointer, $"{JsonPath.Show(pointer)} is not a JSON Pointer")
            : parsed.IsReserved
                ? new PatchFault(JsonPatchErrorCode.ReservedName, $"{parsed} contains the reserved name __proto__")
            : null;
    }

    private PatchFault? Add(JsonPath path, JsonPart value)
    {
        if (path.Count + value.Height > _limits.MaxDepth)
        {
            return new PatchFault(
                JsonPatchErrorCode.TooDeep,
                $"the result has more than {_limits.MaxDepth} nested objects and lists"
            );
        }

        if (path.Count == 0)
        {
            SetRoot(value);
            return null;
        }

        PatchFault? fault = Find(path, path.Count - 1, out JsonPart parent);
        if (fault is not null)
        {
            return fault;
        }

        parent.Open();
        if (parent.Members is not null)
        {
            Put(parent, path.Last, value);
            return null;
        }

        if (parent.Items is null)
        {
            return PatchFault.NoContainer(path, path.Count - 1);
        }

        int index = parent.Items.Count;
        if (path.Last != "-" && (!JsonPath.TryIndex(path.Last, out index) || index > parent.Items.Count))
        {
            return PatchFault.NoIndex(path, path.Count - 1, parent.Items.Count);
        }

        _undo.InsertItem(parent, index, value);
        return null;
    }

    private PatchFault? Remove(JsonPath path, out JsonPart removed)
    {
        PatchFault? fault = Find(path, path.Count, out removed);
        if (fault is not null)
        {
            return fault;
        }

        if (path.Count == 0)
        {
            SetRoot(JsonPart.Of(default(RawJson)));
            return null;
        }

        JsonPart parent = removed.Parent!;
        if (parent.Members is not null)
        {
            parent.Members.TryFind(path.Last, out int place);
            _undo.RemoveMember(parent, place);
        }
        else
        {
            JsonPath.TryIndex(path.Last, out int index);
            _undo.RemoveItem(parent, index);
        }

        return null;
    }

    private PatchFault? Replace(JsonPath path, JsonPart value)
    {
        PatchFault? fault = Find(path, path.Count, out JsonPart old);
        if (fault is not null || path.Count == 0 || old.Parent!.Members is not null)
        {
            return fault ?? Add(path, value);
        }

        return Remove(path, out _) ?? Add(path, value);
    }

    private PatchFault? Move(JsonPath from, JsonPath path)
    {
        if (from.Contains(path))
        {
            return new PatchFault(JsonPatchErrorCode.MoveIntoItself, $"{from} cannot be moved into itself");
        }

        return from.IsSameAs(path)
            ? Find(from, from.Count, out _)
            : Remove(from, out JsonPart moved) ?? Add(path, moved);
    }

    private PatchFault? Copy(JsonPath from, JsonPath path)
    {
        PatchFault? fault = Find(from, from.Count, out JsonPart source);
        if (fault is not null)
        {
            return fault;
        }

        // A few copies of the document into itself would fill the memory.
        return path.Count > 0 && _root.Size + (long)source.Size > _limits.MaxMessageBytes
            ? PatchFault.TooLarge(_limits.MaxMessageBytes)
            : Add(path, JsonPart.Of(source.ToBytes()));
    }

    private PatchFault? Test(JsonPath path, JsonPart expected) =>
        Find(path, path.Count, out JsonPart actual)
        ?? (
            actual.ValueEquals(expected)
                ? null
                : new PatchFault(JsonPatchErrorCode.TestFailed, $"the value at {path} is another one")
        );

    /// <summary>Finds the value of the first names and indexes of a path.</summary>
    private PatchFault? Find(JsonPath path, int count, out JsonPart part)
    {
        part = _root;
        for (int i = 0; i < count; i++)
        {
            part.Open();
            if (part.Members is not null)
            {
                if (!part.Members.TryFind(path[i], out int place))
                {
                    return PatchFault.NoMember(path, i);
                }

                part = part.Members.ValueAt(place);
            }
            else if (part.Items is not null)
            {
                if (!JsonPath.TryIndex(path[i], out int index) || index >= part.Items.Count)
                {
                    return PatchFault.NoIndex(path, i, part.Items.Count);
                }

                part = part.Items[index];
            }
            else
            {
                return PatchFault.NoContainer(path, i);
            }
        }

        return null;
    }

    private void Put(JsonPart parent, string name, JsonPart value)
    {
        if (parent.Members!.TryFind(name, out int place))
        {
            _undo.SetMember(parent, place, value);
        }
        else
        {
            _undo.AddMember(parent, name, value);
        }
    }

    private void SetRoot(JsonPart value)
    {
        _undo.SetRoot(_root);
        _root = value;
    }
}
