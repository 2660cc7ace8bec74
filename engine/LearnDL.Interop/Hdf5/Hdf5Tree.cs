namespace LearnDL.Interop;

/// <summary>
/// The members of a group: a B-tree, whose leaves list names and addresses, and a heap with the names.
/// </summary>
sealed class Hdf5Tree
{
    const int MostLevels = 16;
    const int SoftLink = 2; // a member that is the name of another

    readonly Hdf5Bytes file;
    readonly long names, end; // where the names lie

    public Hdf5Tree(Hdf5Bytes file, long heap)
    {
        this.file = file;
        var head = file.Block(heap, 32, "a heap of names");
        head.Expect("HEAP"u8, 0);
        head.Skip(3);
        var length = head.U64();
        head.Skip(8); // where there is room
        names = head.U64();
        _ = file.Within(names, length, "the names of a group");
        end = names + length;
    }

    /// <summary>Names and addresses.</summary>
    public List<(string Name, long Address)> Members(long tree)
    {
        var members = new List<(string, long)>();
        Node(tree, MostLevels, members);
        return members;
    }

    /// <summary>A node of the tree; level 0 has the leaves below it.</summary>
    void Node(long address, int above, List<(string, long)> members)
    {
        var head = file.Block(address, 24, "a node of a group's tree");
        head.Expect("TREE"u8, 0);
        var (level, count) = (head.U8(), head.U16());
        if (level >= above)
            throw file.Damaged(address, $"a level below {above}", $"{level}");
        var children = file.Block(address + 24, 16L * count + 8, "a node of a group's tree");
        for (var i = 0; i < count; i++)
        {
            children.Skip(8); // a name that comes before those of the child
            var child = children.U64();
            if (level > 0)
                Node(child, level, members);
            else
                Leaf(child, members);
        }
    }

    void Leaf(long address, List<(string, long)> members)
    {
        var head = file.Block(address, 8, "a list of members");
        head.Expect("SNOD"u8, 1);
        head.Skip(1);
        var count = head.U16();
        var list = file.Block(address + 8, 40L * count, "a list of members");
        for (var i = 0; i < count; i++)
        {
            var (place, name, member, kind) = (list.Position, list.U64(), list.U64(), list.U32());
            if (kind == SoftLink)
                throw file.Refused(place, "a soft link", "Save it with Keras, which makes no links.");
            if (name < 0 || name >= end - names)
                throw file.Damaged(place, "a name within the heap", $"{name:N0}");
            list.Skip(20);
            members.Add((file.Name(names + name, end), member));
        }
    }
}
