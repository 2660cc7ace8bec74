using System.Numerics;

namespace LearnDL.Tensors;

/// <summary>
/// Where the tensors of a training step live. A step of training asks for the same tensors in the same order as the step before,
/// so the arena keeps them in lists, one for every order of magnitude, and hands them out again from the start: after the first steps nothing is allocated.
/// Without it every <c>x.Dot(W).AddRow(b)</c> would leave two arrays for the garbage collector.
/// In a single list, sequences of another length would find small tensors where they need large ones, and after many lengths every place would hold a large one.
/// </summary>
sealed class Arena
{
    [ThreadStatic]
    static Arena? current;

    const int Magnitudes = 31;

    readonly Pool[] pools = [new(), new(), new(), new()]; // one a DType
    readonly Bodies views = new();
    readonly List<Array>?[] arrays = new List<Array>?[Magnitudes];
    readonly int[] usedArrays = new int[Magnitudes];
    bool givesArrays;
    readonly List<Arena> parts = [];
    readonly Arena?[] turns = new Arena?[2];

    /// <summary>Bodies in the order they were first asked for; the first Used are given out.</summary>
    sealed class Bodies
    {
        public readonly List<TensorBody> List = [];
        public int Used;

        public void Recycle()
        {
            for (var i = 0; i < Used; i++)
                List[i].Version++; // every handle that was given out is now stale
            Used = 0;
        }
    }

    /// <summary>The bodies of every order of magnitude.</summary>
    sealed class Pool
    {
        readonly Bodies?[] all = new Bodies?[Magnitudes];
        uint inUse; // bit k: of magnitude k some are given out

        public Bodies Of(int size)
        {
            var k = Magnitude(size);
            inUse |= 1u << k;
            return all[k] ??= new();
        }

        public void Recycle()
        {
            for (; inUse != 0; inUse &= inUse - 1)
                all[BitOperations.TrailingZeroCount(inUse)]!.Recycle();
        }
    }

    /// <summary>k for sizes from 2ᵏ to below 2ᵏ⁺¹.</summary>
    static int Magnitude(int size) => BitOperations.Log2((uint)size); // 0 counts as 1

    /// <summary>The largest size of the same order of magnitude.</summary>
    static int Largest(int size) => (int)Math.Min((2u << Magnitude(size)) - 1, (uint)Array.MaxLength);

    /// <summary>Begins a step on this thread; disposing the result ends it and recycles its tensors.</summary>
    public Step BeginStep()
    {
        var outer = current;
        current = this;
        return new Step(this, outer);
    }

    /// <summary>A body for a new tensor: from the arena inside a step, fresh outside. Its numbers are not set.</summary>
    public static TensorBody NewBody(Shape shape, DType dtype) => current is { } arena ? arena.Rent(shape, dtype) : TensorBody.New(shape, dtype);

    /// <summary>A body that shares another's numbers, under another shape and beginning further in.</summary>
    public static TensorBody NewView(TensorBody body, int offset, Shape shape)
    {
        if (current is not { } arena)
            return new TensorBody { Data = body.Data, Offset = offset, Shape = shape, Size = shape.Size, DType = body.DType };
        var views = arena.views;
        if (views.Used == views.List.Count)
            views.List.Add(TensorBody.New([0], DType.Float32));
        var view = views.List[views.Used++];
        (view.Data, view.Offset, view.Shape, view.Size, view.DType) = (body.Data, offset, shape, shape.Size, body.DType);
        return view;
    }

    TensorBody Rent(Shape shape, DType dtype)
    {
        var size = shape.Size;
        var bodies = pools[(int)dtype].Of(size);
        if (bodies.Used == bodies.List.Count)
            bodies.List.Add(TensorBody.New(shape, dtype));
        var body = bodies.List[bodies.Used++];
        if (body.Shape != shape)
        {
            body.Size = size;
            if (body.Data.Length - body.Offset < size)
                body.Allocate(Largest(size)); // once, for all of its order of magnitude
            body.Shape = shape;
        }
        return body;
    }

    /// <summary>The time between <see cref="BeginStep"/> and <see cref="Dispose"/>.</summary>
    public readonly struct Step(Arena arena, Arena? outer) : IDisposable
    {
        public void Dispose()
        {
            current = outer;
            arena.Recycle();
        }
    }

    void Recycle()
    {
        foreach (var pool in pools)
            pool.Recycle();
        views.Recycle();
        if (givesArrays)
            Array.Clear(usedArrays);
        givesArrays = false;
        foreach (var part in parts)
            part.Recycle();
        foreach (var turn in turns)
            turn?.Recycle();
    }

    /// <summary>An array of at least so many records, for a layer that keeps one a time step: from the arena inside a step, fresh outside.</summary>
    public static T[] NewArray<T>(int size) where T : struct
    {
        if (current is not { } arena)
            return new T[size];
        var k = Magnitude(size);
        var (arrays, place) = (arena.arrays[k] ??= [], arena.usedArrays[k]++);
        arena.givesArrays = true;
        if (place == arrays.Count)
            arrays.Add(new T[size]);
        var array = arrays[place] as T[];
        if (array is null || array.Length < size)
            arrays[place] = array = new T[Largest(size)];
        return array;
    }

    /// <summary>
    /// The arena of the running step, with one of its own for each of so many parts of the step's work, which other threads may do; none outside a step.
    /// </summary>
    public static Arena? WithParts(int count)
    {
        if (current is { } arena)
            while (arena.parts.Count < count)
                arena.parts.Add(new Arena());
        return current;
    }

    /// <summary>Until the result is disposed, this thread takes its tensors from the arena of a part of that step. They end with the step. An only part needs none of its own.</summary>
    public static Outside EnterPart(Arena? step, int part, int parts)
    {
        var left = current;
        if (parts > 1)
            current = step?.parts[part];
        return new Outside(left);
    }

    /// <summary>
    /// Until the result is disposed, tensors come from one of two arenas in turn, and end when the turn after the next begins: a loop over time steps
    /// that needs the step before, but none before that, so stays within memory that is near.
    /// </summary>
    public static Outside BeginTurn(int number)
    {
        var left = current;
        if (left is not null)
        {
            current = left.turns[number & 1] ??= new Arena();
            current.Recycle();
        }
        return new Outside(left);
    }

    /// <summary>Leaves the step for a moment, to make tensors that outlive it.</summary>
    public static Outside LeaveStep()
    {
        var left = current;
        current = null;
        return new Outside(left);
    }

    /// <summary>The time in which new tensors are no part of the step that was left.</summary>
    public readonly struct Outside(Arena? left) : IDisposable
    {
        public void Dispose() => current = left;
    }
}
