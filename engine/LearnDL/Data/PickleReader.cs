using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LearnDL.Data;

/// <summary>
/// Reads one thing out of Python's pickle format: a NumPy array of lists of whole numbers, protocols 2 to 4. A pickle
/// is a program for a stack machine that may call any function; this reader has five names it knows, calls nothing, and
/// refuses everything else. The opcodes are described in Python's <c>pickletools</c>.
/// </summary>
ref struct PickleReader(ReadOnlySpan<byte> bytes, string name)
{
    // What may lie on the stack: a number alone, or Content: a string, a Listing, a tuple (Item[]), a
    // Global, a Instance, a Marker.
    readonly record struct Item(object? Content, int Number = 0);

    // A Python list: numbers as long as nothing else came, which takes a quarter of the memory.
    sealed class Listing
    {
        static readonly List<int> empty = [];

        public List<int> Numbers { get; private set; } = empty;

        public List<Item>? Mixed { get; private set; }

        public void Add(ReadOnlySpan<Item> items)
        {
            var start = Numbers.Count;
            if (Mixed is null && AreNumbers(items))
            {
                if (start == 0)
                    Numbers = new List<int>(items.Length);
                CollectionsMarshal.SetCount(Numbers, start + items.Length);
                for (var i = 0; i < items.Length; i++)
                    CollectionsMarshal.AsSpan(Numbers)[start + i] = items[i].Number;
                return;
            }
            Mixed ??= Numbers.ConvertAll(number => new Item(null, number));
            Mixed.AddRange(items);
        }

        static bool AreNumbers(ReadOnlySpan<Item> items)
        {
            foreach (var item in items)
                if (item.Content is not null)
                    return false;
            return true;
        }
    }

    sealed record Global(string Name);

    /// <summary>
    /// What a call would have made: an empty array or an element type, and the state it was then given.
    /// </summary>
    sealed record Instance(string Kind)
    {
        public Item[]? State { get; set; }
    }

    enum Marker
    {
        Mark,
        None,
    }

    // An object takes more memory than the byte that asks for it, and that byte packs a thousandfold: so their number
    // is bounded. A list of words takes ten bytes and more, and makes two objects.
    const int FreeObjects = 100_000, BytesPerObject = 8;

    static readonly object mark = Marker.Mark, none = Marker.None;

    readonly ReadOnlySpan<byte> bytes = bytes;
    readonly string name = name;
    readonly List<Item> stack = [];
    readonly List<object?> memo = [];
    int at = 0;
    int objects = 0;

    /// <summary>The lists of an array of one axis.</summary>
    /// <exception cref="DamagedFileException">The bytes are anything else.</exception>
    public int[][] ReadLists()
    {
        if (Byte() != 0x80 || Byte() is < 2 or > 4) // PROTO
            throw Bad("no pickle of protocol 2 to 4");
        while (Byte() is var op && op != '.') // STOP
            Run(op);
        if (at != bytes.Length)
            throw Bad("bytes after the end");
        // An array's state: version 1, shape, element type, order, elements.
        if (stack is not [
            {
                Content: Instance
                {
                    Kind: "array",
                    State: [var version, var axes, var type, _, var content]
                }
            }]
            || version is not { Content: null, Number: 1 } || type.Content is not Instance { Kind: "type" }
            || axes.Content is not Item[] shape || shape is not [{ Content: null, Number: var count }]
            || content.Content is not Listing elements
            || count != (elements.Mixed?.Count ?? elements.Numbers.Count))
            throw Bad("something else than an array of one axis");
        return Arrays(elements.Mixed ?? elements.Numbers.ConvertAll(number => new Item(null, number)));
    }

    /// <summary>Every element, a list of whole numbers, as an array.</summary>
    readonly int[][] Arrays(List<Item> elements)
    {
        var lists = new int[elements.Count][];
        var total = 0L;
        for (var n = 0; n < lists.Length; n++)
        {
            var list = elements[n].Content as Listing ?? throw Bad($"element {n:N0} is no list");
            if (list.Mixed is { } mixed)
                throw Bad($"element {mixed.FindIndex(item => item.Content is not null):N0} of list {n:N0} is no "
                    + "whole number");
            total += list.Numbers.Count;
            if (total > bytes.Length) // only by naming one list many times
                throw Bad("more numbers than bytes");
            lists[n] = [.. list.Numbers];
        }
        return lists;
    }

    void Run(byte op)
    {
        if (stack.Count > FreeObjects || objects > FreeObjects + bytes.Length / BytesPerObject)
            throw Bad("more objects than lists of words have");
        switch (op)
        {
            case 0x95: // FRAME: a length, for reading ahead
                if (BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) > (ulong)(bytes.Length - at))
                    throw Bad("the end too early");
                break;
            case (byte)'K': Push(Byte()); break; // BININT1
            case (byte)'M': Push(BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break; // BININT2
            case (byte)'J': Push(BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break; // BININT
            case 0x8A: Push(Long(Take(Byte()))); break; // LONG1
            case 0x88: Push(1); break; // NEWTRUE
            case 0x89: Push(0); break; // NEWFALSE
            case (byte)'N': stack.Add(new Item(none)); break; // NONE
            case (byte)'U' or (byte)'C' or 0x8C: Push(Text(Byte())); break; // SHORT_BINSTRING, …BYTES, …UNICODE
            case (byte)'X': Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break; // BINUNICODE
            case (byte)'(': stack.Add(new Item(mark)); break; // MARK
            case (byte)']': Push(new Listing()); break; // EMPTY_LIST
            case (byte)'a': Append(stack.Count - 2, stack.Count - 1); break; // APPEND
            case (byte)'e': Append(Mark() - 1, Mark() + 1); break; // APPENDS
            case (byte)')': Push(Array.Empty<Item>()); break; // EMPTY_TUPLE
            case (byte)'t': Push(Marked()); break; // TUPLE
            case >= 0x85 and <= 0x87: Push(Pop(op - 0x84)); break; // TUPLE1, TUPLE2, TUPLE3
            case (byte)'q': Remember(Byte()); break; // BINPUT
            case (byte)'r': Remember(BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break; // LONG_BINPUT
            case 0x94: Remember(memo.Count); break; // MEMOIZE
            case (byte)'h': Recall(Byte()); break; // BINGET
            case (byte)'j': Recall(BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break; // LONG_BINGET
            case (byte)'c': Push(Known(Line(), Line())); break; // GLOBAL
            case 0x93: // STACK_GLOBAL
                Push(Pop(2) is [{ Content: string module }, { Content: string member }] ? Known(module, member)
                    : throw Bad("a name that is no text"));
                break;
            case (byte)'R': Push(Call(Pop(2))); break; // REDUCE
            case (byte)'b': // BUILD
                var state = Pop(1)[0].Content as Item[] ?? throw Bad("a state that is no tuple");
                (Top.Content as Instance ?? throw Bad("a state for nothing")).State = state;
                break;
            default: throw Bad($"opcode {op:X2}");
        }
    }

    readonly Global Known(string module, string member) => $"{module}.{member}" switch
    {
        var full and ("numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct"
            or "numpy.ndarray" or "numpy.dtype" or "_codecs.encode") => new Global(full),
        var other => throw Bad($"the name {other}"),
    };

    // _reconstruct(ndarray, (0,), b'b') makes an empty array, dtype('O8', …) an element type; encode(text, 'latin1') is
    // how protocol 2 writes bytes.
    readonly object Call(Item[] call) => call switch
    {
        [{ Content: Global { Name: "numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct" } },
        { Content: Item[] and [{ Content: Global { Name: "numpy.ndarray" } }, ..] }] => new Instance("array"),
        [{ Content: Global { Name: "numpy.dtype" } }, { Content: Item[] and [{ Content: "O8" or "O4" or "O" }, ..] }] =>
            new Instance("type"),
        [{ Content: Global { Name: "_codecs.encode" } }, { Content: Item[] and [{ Content: string text }, ..] }] =>
            text,
        _ => throw Bad("another call"),
    };

    readonly Item Top => stack.Count > 0 ? stack[^1] : throw Bad("an empty stack");

    readonly void Push(int number) => stack.Add(new Item(null, number));

    void Push(object content)
    {
        objects++;
        stack.Add(new Item(content));
    }

    void Remember(int key)
    {
        objects++;
        var content = Top.Content ?? throw Bad("a reference to a number");
        if (key < 0 || key > memo.Count + byte.MaxValue)
            throw Bad($"number {key} for what is remembered {memo.Count}th");
        while (memo.Count <= key)
            memo.Add(null);
        memo[key] = content;
    }

    readonly Item[] Pop(int count)
    {
        if (stack.Count < count)
            throw Bad("an empty stack");
        var items = CollectionsMarshal.AsSpan(stack)[^count..].ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return items;
    }

    // Everything above the last mark, and the mark is gone.
    readonly Item[] Marked()
    {
        var items = Pop(stack.Count - Mark() - 1);
        stack.RemoveAt(stack.Count - 1);
        return items;
    }

    readonly int Mark() => stack.FindLastIndex(item => item.Content is Marker.Mark) is >= 0 and var index ? index
        : throw Bad("no mark");

    // The items from here on go to the end of that list, and leave the stack with the mark between, if there is one.
    readonly void Append(int list, int from)
    {
        if (list < 0)
            throw Bad("an empty stack");
        (stack[list].Content as Listing ?? throw Bad("elements for no list"))
            .Add(CollectionsMarshal.AsSpan(stack)[from..]);
        stack.RemoveRange(list + 1, stack.Count - list - 1);
    }

    readonly void Recall(int key) =>
        stack.Add(key >= 0 && key < memo.Count && memo[key] is { } content ? new Item(content) :
            throw Bad("a reference to nothing"));

    readonly int Long(ReadOnlySpan<byte> digits) // little-endian, in two's complement
    {
        if (digits.Length > 4)
            throw Bad("a number beyond 32 bits");
        var value = digits.Length > 0 && digits[^1] >= 0x80 ? -1 : 0;
        for (var i = digits.Length - 1; i >= 0; i--)
            value = value << 8 | digits[i];
        return value;
    }

    byte Byte() => Take(1)[0];

    // only names and marks are texts here, all ASCII
    string Text(uint length) => Encoding.Latin1.GetString(Take(length));

    string Line()
    {
        var length = bytes[at..].IndexOf((byte)'\n');
        var line = Text(length >= 0 ? (uint)length : throw Bad("a name without an end"));
        at++;
        return line;
    }

    ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)(bytes.Length - at))
            throw Bad("the end too early");
        at += (int)count;
        return bytes.Slice(at - (int)count, (int)count);
    }

    readonly DamagedFileException Bad(string got) => new($"'{name}' holds no list of lists of whole numbers.",
        "the opcodes that NumPy writes for them, pickle protocol 2 to 4",
        $"{got}, at byte {at:N0}", "Copy or download it again. An array of your own: "
            + "numpy.array([[1, 2], [3]], dtype=object), of plain Python lists and ints.");
}
