// Many of these tests wait for the time that a transport has to end, and need no processor meanwhile.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
