# A chain of inputs that ends is productive: rho(A) is 0, and --strict is content.
printf '0,5,3,3\n0,0,3,3\n' >c.csv
printf 'AAA\nBBB\n' >c_countries.csv
gvc check c.csv --year 2010 --strict
